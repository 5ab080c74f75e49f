// rejected by: everyFailureIsTold
// misconception: "exceptionally takes care of failures": it returned null, and the failure was over
// why: a handler that returns without a word
package p18_forgotten_await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

public final class NothingLost {

    @FunctionalInterface
    public interface Line {
        void warn(String station) throws Exception;
    }

    public record Failure(String station, Throwable cause) {}

    public static List<Failure> warnAll(List<String> stations, Line line)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var warnings =
                    stations.stream()
                            .map(station ->
                                    CompletableFuture.runAsync(() -> warn(line, station), executor))
                            .map(warning -> warning.exceptionally(failed -> null))
                            .toList();
            var failures = new ArrayList<Failure>();
            for (int i = 0; i < stations.size(); i++) {
                try {
                    warnings.get(i).join();
                } catch (CompletionException failed) {
                    failures.add(new Failure(stations.get(i), failed.getCause()));
                }
            }
            return failures;
        }
    }

    private static void warn(Line line, String station) {
        try {
            line.warn(station);
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    private NothingLost() {}
}
