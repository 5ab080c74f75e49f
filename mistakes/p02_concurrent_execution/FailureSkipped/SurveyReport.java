// rejected by: failureHasItsLine
// misconception: "no reading, no line": the reader cannot tell a failed station from one not asked
// why: or was caught and dropped
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
            var readings = new ArrayList<Future<Double>>();
            for (String station : stations) {
                readings.add(executor.submit(() -> gateway.read(station)));
            }
            var lines = new ArrayList<String>();
            for (int i = 0; i < stations.size(); i++) {
                try {
                    lines.add(stations.get(i) + ": " + readings.get(i).get() + " °C");
                } catch (ExecutionException failed) {
                    continue;
                }
            }
            return lines;
        }
    }

    private SurveyReport() {}
}
