// rejected by: askedOnce
// misconception: "reading and writing are both locked": by two locks, and neither from the look to
// the write
// why: nothing holds the second back between looking and asking
package p10_locks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private final Object readLock = new Object();
    private final Object writeLock = new Object();
    private final Map<String, String> reports = new HashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        synchronized (readLock) {
            String report = reports.get(city);
            if (report != null) {
                return report;
            }
        }
        String report = station.report(city);
        synchronized (writeLock) {
            reports.put(city, report);
        }
        return report;
    }
}
