// rejected by: noCallOutlivesTheMethod
// misconception: "shutdown() waits for the tasks": the report is returned before they fill it
// why: nobody waited for the calls
package p02_concurrent_execution;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

public final class SurveyReport {

    @FunctionalInterface
    public interface Gateway {
        double read(String station) throws Exception;
    }

    public static List<String> report(List<String> stations, Gateway gateway)
            throws InterruptedException {
        var lines = new String[stations.size()];
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < lines.length; i++) {
            int place = i;
            executor.submit(() -> lines[place] = line(stations.get(place), gateway));
        }
        executor.shutdown();
        return Arrays.asList(lines);
    }

    private static String line(String station, Gateway gateway) {
        try {
            return station + ": " + gateway.read(station) + " °C";
        } catch (Exception failed) {
            return station + ": no reading (" + failed.getMessage() + ")";
        }
    }

    private SurveyReport() {}
}
