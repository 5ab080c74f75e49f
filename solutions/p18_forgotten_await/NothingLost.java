package p18_forgotten_await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
            // Every future has ended, and has the place of its station.
            var warnings = executor.invokeAll(calls);
            var failures = new ArrayList<Failure>();
            for (int i = 0; i < stations.size(); i++) {
                if (warnings.get(i).state() == Future.State.FAILED) {
                    failures.add(new Failure(stations.get(i), warnings.get(i).exceptionNow()));
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
