package p02_concurrent_execution;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// # Many calls, one wait
///
/// *Implement · 5 minutes*
///
/// The front page of a news site asks several weather stations. Make all the calls at the same
/// time, each on a virtual thread of its own, and return what they answered.
///
/// - The results are in the order of `calls`, whatever order they finish in.
/// - No call waits for another to finish.
/// - No calls, no results: an empty list is fine.
/// - No thread outlives the method.
public final class FetchAll {

    /// @param calls what to ask; may be empty, never null
    /// @return one result per call, in the order of `calls`
    /// @throws ExecutionException if a call failed; its cause is what the call threw
    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: make all the calls at the same time");
    }

    private FetchAll() {}
}
