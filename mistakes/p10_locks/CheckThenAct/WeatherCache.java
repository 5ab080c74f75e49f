// rejected by: askedOnce
// misconception: "a concurrent map makes it safe": each call is, and a reader fits in between the
// two
// why: nothing holds the second back between looking and asking
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
        String report = reports.get(city);
        if (report == null) {
            report = station.report(city);
            reports.put(city, report);
        }
        return report;
    }
}
