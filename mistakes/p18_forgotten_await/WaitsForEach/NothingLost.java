// rejected by: everyStationIsWarned
// misconception: "submit, then get, and nothing is forgotten": true, and nothing runs at the same
// time
// why: each was waited for before the next began
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
            for (var station : stations) {
                try {
                    executor.submit(call(line, station)).get();
                } catch (ExecutionException failed) {
                    failures.add(new Failure(station, failed.getCause()));
                }
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
