// rejected by: askedTogether
// misconception: "a parallel stream asks all at once": it has a thread for each processor
// why: a pool that has fewer threads than there are stations
package p02_concurrent_execution;

import java.util.List;

public final class SurveyReport {

    @FunctionalInterface
    public interface Gateway {
        double read(String station) throws Exception;
    }

    public static List<String> report(List<String> stations, Gateway gateway)
            throws InterruptedException {
        return stations.parallelStream().map(station -> line(station, gateway)).toList();
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
