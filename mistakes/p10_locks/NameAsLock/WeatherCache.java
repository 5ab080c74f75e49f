// rejected by: askedOnce
// misconception: "equal names are one lock": a lock is an object, and two equal strings may be two
// why: two equal names are two objects
package p10_locks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class WeatherCache {

    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private final Map<String, String> reports = new ConcurrentHashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    public String report(String city) throws IOException, InterruptedException {
        synchronized (city) {
            String report = reports.get(city);
            if (report == null) {
                report = station.report(city);
                reports.put(city, report);
            }
            return report;
        }
    }
}
