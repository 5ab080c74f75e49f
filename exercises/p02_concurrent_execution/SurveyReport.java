package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// # The report that lost its order
///
/// *Repair · 20 minutes*
///
/// A weather survey asks its stations for the temperature and prints a line for each. Once it asked
/// them one after the other. Then somebody made it concurrent, and since then its readers complain:
///
/// - The lines come in whatever order the stations answer.
/// - A station that fails has no line. If it is the first of the list, there is no report at all.
/// - Now and then a line is missing although its station has answered.
/// - The report takes as long as two calls, one after the other. One should be enough.
///
/// Repair it:
///
/// - All the stations are asked at the same time. The gateway can take it.
/// - The report has one line for each station, in the order of `stations`: `station-3: 21.5 °C`.
/// - A station that fails has its line too, with the message of what the gateway threw: `station-3:
///   no reading (battery empty)`.
/// - A station that is listed twice has two lines.
/// - No stations, no lines.
/// - No thread outlives the method.
public final class SurveyReport {

    /// The way to the stations.
    @FunctionalInterface
    public interface Gateway {

        /// Asks a station, and waits for its answer.
        ///
        /// @return what it measured, in °C
        /// @throws Exception if it has no reading; the message says why
        double read(String station) throws Exception;
    }

    /// @param stations whom to ask; may be empty, and may name a station twice
    /// @return one line per station
    public static List<String> report(List<String> stations, Gateway gateway)
            throws InterruptedException, ExecutionException {
        var lines = new ArrayList<String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String station : stations) {
                Future<?> asked =
                        executor.submit(
                                () -> lines.add(station + ": " + gateway.read(station) + " °C"));
                if (lines.isEmpty()) {
                    asked.get(); // The first call opens the connection, the others use it.
                }
            }
        }
        return lines;
    }

    private SurveyReport() {}
}
