// rejected by: inFlightTogether
// misconception: "this thread has time for the last call": it has waited for the others before
// why: one call is made only after another has been waited for
package p02_concurrent_execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class FrontPage {

    public record Page(List<String> headlines, double celsius, Optional<String> banner) {}

    public static Page build(
            Callable<List<String>> headlines,
            Callable<Double> celsius,
            Callable<Optional<String>> banner)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futureHeadlines = executor.submit(headlines);
            var futureCelsius = executor.submit(celsius);
            return new Page(futureHeadlines.get(), futureCelsius.get(), ask(banner));
        }
    }

    private static <T> T ask(Callable<T> call) throws ExecutionException {
        try {
            return call.call();
        } catch (Exception failed) {
            throw new ExecutionException(failed);
        }
    }

    private FrontPage() {}
}
