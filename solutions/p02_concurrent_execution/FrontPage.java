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
        // However the block is left, close() waits for the calls that are still in flight.
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // A future for each call keeps the type of its answer. All start before the first get.
            var futureHeadlines = executor.submit(headlines);
            var futureCelsius = executor.submit(celsius);
            var futureBanner = executor.submit(banner);
            return new Page(futureHeadlines.get(), futureCelsius.get(), futureBanner.get());
        }
    }

    private FrontPage() {}
}
