// rejected by: oneOutcomeEach
// misconception: "a message of my own says more": the exception that was thrown is lost
// why: was dropped, or replaced by a new one
package p04_error_handling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        var calls =
                stations.stream().map(station -> (Callable<Outcome>) () -> ask(station, gateway));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> outcome : executor.invokeAll(calls.toList())) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }

    private static Outcome ask(String station, Gateway gateway) throws InterruptedException {
        try {
            return new Reading(station, gateway.read(station));
        } catch (IOException down) {
            return new Failure(station, new IOException(station + " is down"));
        }
    }

    public static String summary(List<Outcome> outcomes) {
        long readings = outcomes.stream().filter(Reading.class::isInstance).count();
        long failures = outcomes.stream().filter(Failure.class::isInstance).count();
        return readings + " readings, " + failures + " failures";
    }

    private StationSurvey() {}
}
