// rejected by: failureIsNotLost
// misconception: "the text of the exception is what matters": its type and its stack are lost
// why: the cause was replaced on its way, so the caller cannot tell what happened
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
            var futureBanner = executor.submit(banner);
            return new Page(futureHeadlines.get(), futureCelsius.get(), futureBanner.get());
        } catch (ExecutionException failed) {
            throw new ExecutionException(
                    new IllegalStateException("no front page: " + failed.getMessage()));
        }
    }

    private FrontPage() {}
}
