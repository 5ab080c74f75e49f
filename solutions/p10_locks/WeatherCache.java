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
        // The map is held for a moment only: making an entry asks nobody.
        var entry = entries.computeIfAbsent(city, name -> new Entry());
        // Who waits here wants this very answer, and may be told to give up.
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
