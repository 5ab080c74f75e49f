// rejected by: everyFailureIsTold
// misconception: "invokeAll throws when a task fails": it returns futures, and they keep what was
// thrown
// why: nobody asked that future
package p18_forgotten_await;

import java.util.List;
import java.util.concurrent.Callable;
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
            executor.invokeAll(stations.stream().map(station -> call(line, station)).toList());
            return List.of();
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
