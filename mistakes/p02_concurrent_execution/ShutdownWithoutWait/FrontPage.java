// rejected by: noCallOutlivesTheMethod
// misconception: "shutdown() ends the tasks": it refuses new ones and does not wait for the old
// why: the failure ended the method, and nobody waited for the calls in flight
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
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var futureHeadlines = executor.submit(headlines);
            var futureCelsius = executor.submit(celsius);
            var futureBanner = executor.submit(banner);
            return new Page(futureHeadlines.get(), futureCelsius.get(), futureBanner.get());
        } finally {
            executor.shutdown();
        }
    }

    private FrontPage() {}
}
