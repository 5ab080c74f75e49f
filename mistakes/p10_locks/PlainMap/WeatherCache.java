// rejected by: askedOnce
// misconception: "each entry has its lock, so all is locked": the map of the entries has none
// why: no HashMap is made for that
package p10_locks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private String report;
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        var entry = entries.computeIfAbsent(city, name -> new Entry());
        entry.lock.lockInterruptibly();
        try {
            if (entry.report == null) {
                entry.report = station.report(city);
            }
            return entry.report;
        } finally {
            entry.lock.unlock();
        }
    }
}
