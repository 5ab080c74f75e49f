package p04_error_handling;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// # A survey that counts right
///
/// *Implement · 8 minutes*
///
/// A survey asks all its weather stations. Some are down, and the survey is worth something all the
/// same. Nothing may be counted wrongly, and nothing may be lost.
///
/// `survey`:
///
/// - All stations are asked at the same time, each on a virtual thread of its own.
/// - One outcome for each station, in the order of `stations`. No stations, no outcomes.
/// - A station that answers is a `Reading`.
/// - A station whose call throws an `IOException` is a `Failure`. It holds that exception as the
///   gateway threw it. The others go on.
/// - Anything else that a call throws is a bug in the program, and no `Failure`: it comes out of
///   `survey` as the cause of an `ExecutionException`.
/// - If whoever calls `survey` is interrupted, `survey` throws an `InterruptedException`.
/// - No thread outlives the method.
///
/// `summary`:
///
/// - Says how many there are of each: `4 readings, 2 failures`.
public final class StationSurvey {

    /// What became of one station.
    public sealed interface Outcome {
        String station();
    }

    /// The station has answered.
    public record Reading(String station, double celsius) implements Outcome {}

    /// The station is down.
    ///
    /// @param cause what the gateway threw
    public record Failure(String station, IOException cause) implements Outcome {}

    /// The way to the stations.
    @FunctionalInterface
    public interface Gateway {

        /// Asks a station, and waits for its answer.
        ///
        /// @return what it measured, in °C
        /// @throws IOException if the station is down
        double read(String station) throws IOException, InterruptedException;
    }

    /// @param stations whom to ask; may be empty, never null
    /// @return one outcome per station, in their order
    /// @throws ExecutionException if there is a bug; its cause is what was thrown
    public static List<Outcome> survey(List<String> stations, Gateway gateway)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: ask all the stations, keep every outcome");
    }

    /// @return how many readings and failures there are
    public static String summary(List<Outcome> outcomes) {
        throw new UnsupportedOperationException("TODO: count the readings and the failures");
    }

    private StationSurvey() {}
}
