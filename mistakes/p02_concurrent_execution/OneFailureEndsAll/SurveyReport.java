// rejected by: failureHasItsLine
// misconception: "invokeAll and get() do it all": the first get() that throws ends the report
// why: one station that fails takes the whole report with it
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class SurveyReport {

    @FunctionalInterface
    public interface Gateway {
        double read(String station) throws Exception;
    }

    public static List<String> report(List<String> stations, Gateway gateway)
            throws InterruptedException, ExecutionException {
        var calls = new ArrayList<Callable<Double>>();
        for (String station : stations) {
            calls.add(() -> gateway.read(station));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readings = executor.invokeAll(calls);
            var lines = new ArrayList<String>();
            for (int i = 0; i < stations.size(); i++) {
                lines.add(stations.get(i) + ": " + readings.get(i).get() + " °C");
            }
            return lines;
        }
    }

    private SurveyReport() {}
}
