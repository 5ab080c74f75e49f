// rejected by: twiceListedTwiceReported
// misconception: "the name tells whose reading it is": two of the same name share one place
// why: a map has one value for each key
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class SurveyReport {

    @FunctionalInterface
    public interface Gateway {
        double read(String station) throws Exception;
    }

    public static List<String> report(List<String> stations, Gateway gateway)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readings = new LinkedHashMap<String, Future<Double>>();
            for (String station : stations) {
                readings.put(station, executor.submit(() -> gateway.read(station)));
            }
            var lines = new ArrayList<String>();
            for (var reading : readings.entrySet()) {
                lines.add(reading.getKey() + ": " + describe(reading.getValue()));
            }
            return lines;
        }
    }

    private static String describe(Future<Double> reading) throws InterruptedException {
        try {
            return reading.get() + " °C";
        } catch (ExecutionException failed) {
            return "no reading (" + failed.getCause().getMessage() + ")";
        }
    }

    private SurveyReport() {}
}
