// rejected by: citiesDoNotWait
// misconception: "synchronized, and all is well": the lock is held while a station is asked, and it
// is everybody's
// why: a lock that both cities share is held while a station is asked
package p10_locks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private final Object lock = new Object();
    private final Map<String, String> reports = new HashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        synchronized (lock) {
            String report = reports.get(city);
            if (report == null) {
                report = station.report(city);
                reports.put(city, report);
            }
            return report;
        }
    }
}
