// rejected by: failureIsNotLost
// misconception: "half a page is better than none": nobody learns that a service is down
// why: the failure was replaced by a default value
package p02_concurrent_execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
            return new Page(
                    valueOr(List.of(), futureHeadlines),
                    valueOr(0.0, futureCelsius),
                    valueOr(Optional.empty(), futureBanner));
        }
    }

    private static <T> T valueOr(T fallback, Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            return fallback;
        }
    }

    private FrontPage() {}
}
