// rejected by: atTheSameMoment
// misconception: "a concurrent queue keeps them all": in the order in which they happen
// why: in the order in which they happened
package p18_forgotten_await;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

public final class NothingLost {

    @FunctionalInterface
    public interface Line {
        void warn(String station) throws Exception;
    }

    public record Failure(String station, Throwable cause) {}

    public static List<Failure> warnAll(List<String> stations, Line line)
            throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Failure>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var station : stations) {
                executor.submit(() -> {
                    try {
                        line.warn(station);
                    } catch (Throwable failed) {
                        failures.add(new Failure(station, failed));
                    }
                });
            }
        }
        return List.copyOf(failures);
    }

    private NothingLost() {}
}
