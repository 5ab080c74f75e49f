package p16_batching;

import java.util.List;
import java.util.concurrent.ExecutionException;

/// # A window that slides
///
/// *Implement · 6 minutes*
///
/// A weather site asks all its stations for their reports. The gateway to the stations bears so
/// many requests at once and no more, and a few stations always take their time. Nobody has to wait
/// for those but the one place that each of them occupies.
///
/// - At most `width` calls are in flight at once. So many are, as long as there are items.
/// - As soon as one call has ended, whichever it is, the call for the next item begins.
/// - The results are in the order of the items, whatever order they arrive in.
/// - If a call fails, `map` throws an `ExecutionException` whose cause is what the call threw.
/// - When `map` returns or throws, no call is in flight any more.
public final class SlidingWindow {

    /// What is done with each item. Blocks until its result is there.
    @FunctionalInterface
    public interface Call<T, R> {
        R apply(T item) throws Exception;
    }

    private SlidingWindow() {}

    /// @param width how many calls may be in flight at once, at least 1
    /// @return the results, in the order of the items
    /// @throws ExecutionException if a call failed; its cause is what the call threw
    public static <T, R> List<R> map(List<T> items, int width, Call<T, R> call)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: call for each item, width at once");
    }
}
