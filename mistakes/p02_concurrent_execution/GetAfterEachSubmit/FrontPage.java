// rejected by: inFlightTogether
// misconception: "submit() makes it concurrent": a get() in the same line waits at once
// why: each call is waited for before the next is made
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
            return new Page(
                    executor.submit(headlines).get(),
                    executor.submit(celsius).get(),
                    executor.submit(banner).get());
        }
    }

    private FrontPage() {}
}
