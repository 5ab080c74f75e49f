// rejected by: everyStationIsWarned
// misconception: "map submits each station": a stream without a last step runs nothing
// why: the calls were described and never made
package p18_forgotten_await;

import java.util.ArrayList;
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
        var failures = new ArrayList<Failure>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var warnings = stations.stream().map(station -> executor.submit(call(line, station)));
            warnings.onClose(() -> failures.clear());
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
