// rejected by: askAgainAtOnce
// misconception: "failed and removed, in whichever order": whoever waits is told in between
// why: those who wait are told of the failure before it is removed
package p10_locks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        while (true) {
            var mine = new CompletableFuture<String>();
            var first = answers.putIfAbsent(city, mine);
            if (first == null) {
                return ask(city, mine);
            }
            try {
                return first.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof IOException down) {
                    throw down;
                }
            }
        }
    }

    private String ask(String city, CompletableFuture<String> mine)
            throws IOException, InterruptedException {
        try {
            String report = station.report(city);
            mine.complete(report);
            return report;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            mine.completeExceptionally(failed);
            answers.remove(city, mine);
            throw failed;
        }
    }
}
