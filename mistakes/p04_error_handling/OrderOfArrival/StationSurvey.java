// rejected by: oneOutcomeEach
// misconception: "whoever ends first comes first": but a list has the order that was asked for
// why: in the order in which they arrive
package p04_error_handling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

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
            var ended = new ExecutorCompletionService<Outcome>(executor);
            stations.forEach(station -> ended.submit(() -> ask(station, gateway)));
            var outcomes = new ArrayList<Outcome>();
            while (outcomes.size() < stations.size()) {
                outcomes.add(ended.take().get());
            }
            return outcomes;
        }
    }

    private static Outcome ask(String station, Gateway gateway) throws InterruptedException {
        try {
            return new Reading(station, gateway.read(station));
        } catch (IOException down) {
            return new Failure(station, down);
        }
    }

    public static String summary(List<Outcome> outcomes) {
        long readings = outcomes.stream().filter(Reading.class::isInstance).count();
        long failures = outcomes.stream().filter(Failure.class::isInstance).count();
        return readings + " readings, " + failures + " failures";
    }

    private StationSurvey() {}
}
