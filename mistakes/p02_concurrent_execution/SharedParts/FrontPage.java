// rejected by: failureIsNotLost
// misconception: "each task fills in its part, then the page is whole": a failed task fills nothing
// why: a task that fails leaves empty what it should fill
package p02_concurrent_execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class FrontPage {

    public record Page(List<String> headlines, double celsius, Optional<String> banner) {}

    private static final class Parts {
        private List<String> headlines;
        private double celsius;
        private Optional<String> banner;
    }

    public static Page build(
            Callable<List<String>> headlines,
            Callable<Double> celsius,
            Callable<Optional<String>> banner)
            throws InterruptedException, ExecutionException {
        var parts = new Parts();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> parts.headlines = headlines.call());
            executor.submit(() -> parts.celsius = celsius.call());
            executor.submit(() -> parts.banner = banner.call());
        }
        return new Page(parts.headlines, parts.celsius, parts.banner);
    }

    private FrontPage() {}
}
