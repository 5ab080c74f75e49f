// rejected by: answersInTheirPlaces
// misconception: "the first to be submitted is the first to be done": any call may be the first
// why: the answers were taken in the order they came in
package p02_concurrent_execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

public final class FrontPage {

    public record Page(List<String> headlines, double celsius, Optional<String> banner) {}

    @SuppressWarnings("unchecked") // The mistake: the casts rely on the order of arrival.
    public static Page build(
            Callable<List<String>> headlines,
            Callable<Double> celsius,
            Callable<Optional<String>> banner)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var finished = new ExecutorCompletionService<Object>(executor);
            finished.submit(headlines::call);
            finished.submit(celsius::call);
            finished.submit(banner::call);
            return new Page(
                    (List<String>) finished.take().get(),
                    (Double) finished.take().get(),
                    (Optional<String>) finished.take().get());
        }
    }

    private FrontPage() {}
}
