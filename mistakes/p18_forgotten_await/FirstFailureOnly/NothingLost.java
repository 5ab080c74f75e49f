// rejected by: everyFailureIsTold
// misconception: "get() tells me what failed": the first failure, and then the loop is over
// why: the failures of the others were not looked at any more
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
        var failures = new ArrayList<Failure>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = stations.stream().map(station -> call(line, station)).toList();
            var warnings = executor.invokeAll(calls);
            int asked = 0;
            try {
                for (; asked < stations.size(); asked++) {
                    warnings.get(asked).get();
                }
            } catch (ExecutionException failed) {
                failures.add(new Failure(stations.get(asked), failed.getCause()));
            }
        }
        return failures;
    }

    private static Callable<Void> call(Line line, String station) {
        return () -> {
            line.warn(station);
            return null;
        };
    }

    private NothingLost() {}
}
