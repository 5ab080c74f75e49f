// rejected by: everyStationIsWarned
// misconception: "the failures come when they come": the method has returned by then
// why: nobody joined the tasks
package p18_forgotten_await;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

public final class NothingLost {

    @FunctionalInterface
    public interface Line {
        void warn(String station) throws Exception;
    }

    public record Failure(String station, Throwable cause) {}

    public static List<Failure> warnAll(List<String> stations, Line line)
            throws InterruptedException {
        var failures = new ConcurrentSkipListMap<Integer, Failure>();
        for (int i = 0; i < stations.size(); i++) {
            int place = i;
            Thread.startVirtualThread(() -> {
                try {
                    line.warn(stations.get(place));
                } catch (Throwable failed) {
                    failures.put(place, new Failure(stations.get(place), failed));
                }
            });
        }
        return List.copyOf(failures.values());
    }

    private NothingLost() {}
}
