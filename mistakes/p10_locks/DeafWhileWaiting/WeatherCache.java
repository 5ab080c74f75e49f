// rejected by: interruptedGivesUp
// misconception: "synchronized can be interrupted": whoever waits for a monitor goes on waiting
// why: wait for the lock, whatever an interrupt says
package p10_locks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private static final class Entry {
        private String report;
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        var entry = entries.computeIfAbsent(city, name -> new Entry());
        synchronized (entry) {
            if (entry.report == null) {
                entry.report = station.report(city);
            }
            return entry.report;
        }
    }
}
