// rejected by: everyFailureIsTold
// misconception: "each task adds its own failure": to a list that is made for one thread
// why: no ArrayList is made for that
package p18_forgotten_await;

import java.util.ArrayList;
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
        var failures = new ArrayList<Failure>();
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
        return failures;
    }

    private NothingLost() {}
}
