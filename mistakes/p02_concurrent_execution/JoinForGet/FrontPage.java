// rejected by: failureIsNotLost
// misconception: "join() is get() without checked exceptions": it wraps failures differently
// why: join() throws a CompletionException
package p02_concurrent_execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

public final class FrontPage {

    public record Page(List<String> headlines, double celsius, Optional<String> banner) {}

    public static Page build(
            Callable<List<String>> headlines,
            Callable<Double> celsius,
            Callable<Optional<String>> banner)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futureHeadlines = CompletableFuture.supplyAsync(unchecked(headlines), executor);
            var futureCelsius = CompletableFuture.supplyAsync(unchecked(celsius), executor);
            var futureBanner = CompletableFuture.supplyAsync(unchecked(banner), executor);
            CompletableFuture.allOf(futureHeadlines, futureCelsius, futureBanner).join();
            return new Page(futureHeadlines.join(), futureCelsius.join(), futureBanner.join());
        }
    }

    private static <T> Supplier<T> unchecked(Callable<T> call) {
        return () -> {
            try {
                return call.call();
            } catch (Exception failed) {
                throw new CompletionException(failed);
            }
        };
    }

    private FrontPage() {}
}
