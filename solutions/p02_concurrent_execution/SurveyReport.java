package p02_concurrent_execution;

import java.util.ArrayList;
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
            // The first loop only starts calls, the second only waits.
            var readings = new ArrayList<Future<Double>>();
            for (String station : stations) {
                readings.add(executor.submit(() -> gateway.read(station)));
            }
            // This thread alone writes the lines. The place in the list tells whose reading it is:
            // a station's name cannot, it may be there twice.
            var lines = new ArrayList<String>();
            for (int i = 0; i < stations.size(); i++) {
                lines.add(stations.get(i) + ": " + describe(readings.get(i)));
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
