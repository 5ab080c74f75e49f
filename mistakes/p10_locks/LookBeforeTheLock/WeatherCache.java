// rejected by: askedOnce
// misconception: "looking needs no lock": what one writes under a lock another may see late
// why: no lock, volatile or join comes between the two
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

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private String report;
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        var entry = entries.computeIfAbsent(city, name -> new Entry());
        if (entry.report != null) {
            return entry.report;
        }
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
