// rejected by: failureIsNotKept
// misconception: "the last line is always reached": a station that fails leaves earlier, and leaves
// the lock
// why: skips the line that unlocks
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
        entry.lock.lockInterruptibly();
        if (entry.report == null) {
            entry.report = station.report(city);
        }
        String report = entry.report;
        entry.lock.unlock();
        return report;
    }
}
