// rejected by: citiesDoNotWait
// misconception: "computeIfAbsent locks this key": it locks a part of the table, with other keys in
// it
// why: computeIfAbsent of a ConcurrentHashMap
package p10_locks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
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
        try {
            return reports.computeIfAbsent(city, this::ask);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (CancellationException interrupted) {
            throw new InterruptedException();
        }
    }

    private String ask(String city) {
        try {
            return station.report(city);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new CancellationException();
        }
    }
}
