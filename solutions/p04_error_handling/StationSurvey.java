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
                outcomes.add(outcome.get()); // throws only what is a bug
            }
            return outcomes;
        }
    }

    /// The task knows best what its failure means, so it makes a value of it where it happens. It
    /// catches what the gateway promises to throw, and nothing wider.
    private static Outcome ask(String station, Gateway gateway) throws InterruptedException {
        try {
            return new Reading(station, gateway.read(station));
        } catch (IOException down) {
            return new Failure(station, down);
        }
    }

    public static String summary(List<Outcome> outcomes) {
        int readings = 0;
        int failures = 0;
        for (Outcome outcome : outcomes) {
            // Without a default: a third kind of outcome would not compile until it is counted.
            switch (outcome) {
                case Reading reading -> readings++;
                case Failure failure -> failures++;
            }
        }
        return readings + " readings, " + failures + " failures";
    }

    private StationSurvey() {}
}
