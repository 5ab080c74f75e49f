// rejected by: errorsToo
// misconception: "catch (Exception) catches everything that can be thrown": an Error is none
// why: a catch names only some of the types
package p18_forgotten_await;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

public final class NothingLost {

    @FunctionalInterface
    public interface Line {
        void warn(String station) throws Exception;
    }

    public record Failure(String station, Throwable cause) {}

    public static List<Failure> warnAll(List<String> stations, Line line)
            throws InterruptedException {
        var failures = new ConcurrentSkipListMap<Integer, Failure>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < stations.size(); i++) {
                int place = i;
                executor.submit(() -> {
                    try {
                        line.warn(stations.get(place));
                    } catch (Exception failed) {
                        failures.put(place, new Failure(stations.get(place), failed));
                    }
                });
            }
        }
        return List.copyOf(failures.values());
    }

    private NothingLost() {}
}
