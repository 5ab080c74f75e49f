// rejected by: interruptionPasses
// misconception: "all that get() throws is a failure": the interruption is about the caller
// why: the interruption was taken for a failure of a station
package p04_error_handling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class StationSurvey {

    public sealed interface Outcome {
        String station();
    }

    public record Reading(String station, double celsius) implements Outcome {}

    public record Failure(String station, IOException cause) implements Outcome {}

    @FunctionalInterface
    public interface Gateway {
        double read(String station) throws IOException, InterruptedException;
    }

    public static List<Outcome> survey(List<String> stations, Gateway gateway)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readings = new ArrayList<Future<Double>>();
            for (String station : stations) {
                readings.add(executor.submit(() -> gateway.read(station)));
            }
            var outcomes = new ArrayList<Outcome>();
            for (int i = 0; i < stations.size(); i++) {
                outcomes.add(outcomeOf(stations.get(i), readings.get(i)));
            }
            return outcomes;
        }
    }

    private static Outcome outcomeOf(String station, Future<Double> reading)
            throws ExecutionException {
        try {
            return new Reading(station, reading.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException down) {
                return new Failure(station, down);
            }
            throw failed;
        } catch (Exception other) {
            return new Failure(station, new IOException(other));
        }
    }

    public static String summary(List<Outcome> outcomes) {
        long readings = outcomes.stream().filter(Reading.class::isInstance).count();
        long failures = outcomes.stream().filter(Failure.class::isInstance).count();
        return readings + " readings, " + failures + " failures";
    }

    private StationSurvey() {}
}
