// rejected by: everyFailureIsTold
// misconception: "the exception I catch is the failure": get() puts its own around it
// why: what the line threw is still wrapped
package p18_forgotten_await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
            var calls = stations.stream().map(station -> call(line, station)).toList();
            var warnings = executor.invokeAll(calls);
            var failures = new ArrayList<Failure>();
            for (int i = 0; i < stations.size(); i++) {
                try {
                    warnings.get(i).get();
                } catch (ExecutionException failed) {
                    failures.add(new Failure(stations.get(i), failed));
                }
            }
            return failures;
        }
    }

    private static Callable<Void> call(Line line, String station) {
        return () -> {
            line.warn(station);
            return null;
        };
    }

    private NothingLost() {}
}
