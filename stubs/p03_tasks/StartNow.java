package p03_tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// # Start now, await later
///
/// *Implement · 5 minutes*
///
/// A weather page needs the report of a slow station. While the report is on its way, the page can
/// be laid out. Start the report in the background, do the layout meanwhile, then combine the two.
///
/// - `background` runs on a virtual thread of its own, while `foreground` runs.
/// - `foreground` runs on the thread that calls `together`, and waits for nobody.
/// - The result is what `combine` makes of both, however long either of them takes.
/// - If `foreground` fails, what it threw is passed on as it is.
/// - No thread outlives the method, even then.
public final class StartNow {

    /// @param background what to start first; slow, because it asks somebody else
    /// @param foreground what the caller does meanwhile
    /// @param combine what to make of the two results
    /// @return what `combine` returned
    /// @throws ExecutionException if `background` failed; its cause is what `background` threw
    public static <B, F, R> R together(
            Callable<B> background, Supplier<F> foreground, BiFunction<B, F, R> combine)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException(
                "TODO: start the background task, do the foreground work, combine the results");
    }

    private StartNow() {}
}
