// rejected by: linesInOrder
// misconception: "a sort brings the order back": only if the stations happen to be listed by name
// why: the lines are ordered by the names, in a sort or in a map
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

public final class SurveyReport {

    @FunctionalInterface
    public interface Gateway {
        double read(String station) throws Exception;
    }

    public static List<String> report(List<String> stations, Gateway gateway)
            throws InterruptedException {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String station : stations) {
                executor.submit(() -> lines.add(line(station, gateway)));
            }
        }
        Collections.sort(lines);
        return lines;
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
