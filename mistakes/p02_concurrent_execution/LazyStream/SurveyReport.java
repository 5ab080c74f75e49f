// rejected by: askedTogether
// misconception: "first map submits, then map waits": a stream is lazy and takes one at a time
// why: a call is waited for before the next is made
package p02_concurrent_execution;

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
            return stations.stream()
                    .map(station -> executor.submit(() -> line(station, gateway)))
                    .map(SurveyReport::await)
                    .toList();
        }
    }

    private static String line(String station, Gateway gateway) {
        try {
            return station + ": " + gateway.read(station) + " °C";
        } catch (Exception failed) {
            return station + ": no reading (" + failed.getMessage() + ")";
        }
    }

    private static String await(Future<String> line) {
        try {
            return line.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private SurveyReport() {}
}
