package p02_concurrent_execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// # Three calls, one page
///
/// *Implement · 10 minutes*
///
/// The front page of a news site needs three services: one has the headlines, one the temperature
/// outside, and one the banner for breaking news, if there is any. Their answers are of different
/// types, so they do not fit into one list. Make the three calls at the same time, and put the page
/// together from what they answered.
///
/// - No call waits for another to finish.
/// - Each answer is in its place on the page, whatever order they come in.
/// - If a call fails, there is no page: the method throws an `ExecutionException`, and its cause is
///   what the call threw.
/// - No thread outlives the method, also when a call fails.
public final class FrontPage {

    /// What the reader sees.
    ///
    /// @param banner the breaking news; empty on a quiet day
    public record Page(List<String> headlines, double celsius, Optional<String> banner) {}

    /// @return the page with the answers of the three calls
    /// @throws ExecutionException if a call failed; its cause is what the call threw
    public static Page build(
            Callable<List<String>> headlines,
            Callable<Double> celsius,
            Callable<Optional<String>> banner)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: make the three calls, build the page");
    }

    private FrontPage() {}
}
