// rejected by: othersGetTheirs
// misconception: "what failed is removed from the cache": somebody waits for its lock
// why: the report is in an entry that nobody finds
package p10_locks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    /// What is known of one city.
    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private String report; // guarded by lock
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
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
            if (entry.report == null) {
                entries.remove(city, entry);
            }
            entry.lock.unlock();
        }
    }
}
