// rejected by: askedTogether
// misconception: "the executor makes it concurrent": get() in the loop waits for each call
// why: by a get() in the loop that submits
package p04_error_handling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
            var outcomes = new ArrayList<Outcome>();
            for (String station : stations) {
                outcomes.add(executor.submit(() -> ask(station, gateway)).get());
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
