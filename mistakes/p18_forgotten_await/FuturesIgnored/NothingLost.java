// rejected by: everyFailureIsTold
// misconception: "the block has ended without an exception, so all went well": close() waits and
// asks nobody
// why: nobody asked that future
package p18_forgotten_await;

import java.util.List;
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
            for (var station : stations) {
                executor.submit(() -> {
                    line.warn(station);
                    return null;
                });
            }
        }
        return List.of();
    }

    private NothingLost() {}
}
