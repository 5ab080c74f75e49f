// rejected by: everyFailureIsTold
// misconception: "let the failure through, then nothing is lost": the others are
// why: the first failure left the method
package p18_forgotten_await;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
            for (Future<Void> warning : executor.invokeAll(calls)) {
                warning.get();
            }
            return List.of();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
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
