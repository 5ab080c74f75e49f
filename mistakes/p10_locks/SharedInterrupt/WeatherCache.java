// rejected by: othersGetTheirs
// misconception: "all who wait share one future": and so they share the interrupt that was meant
// for one
// why: was meant for one reader
package p10_locks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private final Map<String, FutureTask<String>> answers = new ConcurrentHashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        var mine = new FutureTask<>(() -> station.report(city));
        var first = answers.putIfAbsent(city, mine);
        if (first == null) {
            mine.run();
        }
        try {
            return (first == null ? mine : first).get();
        } catch (ExecutionException failed) {
            answers.remove(city, first == null ? mine : first);
            if (failed.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed);
        }
    }
}
