package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// # An answer, or no answer in time
///
/// *Implement · 5 minutes*
///
/// A weather page asks a station, and shows a dash if that takes too long. A station that has
/// nothing to tell answers `null`. A station may also fail, even with a `TimeoutException` of its
/// own. Neither of them is late, and neither deserves a dash.
///
/// Make the call on a virtual thread, and wait for it no longer than `limit`.
///
/// - An answer in time is returned as `Answered` as soon as it is there, `null` too.
/// - When the limit is over, the call is interrupted. Once it has ended, `TimedOut` is returned.
/// - If the call fails in time, `ask` throws an `ExecutionException` whose cause is what the call
///   threw.
/// - If the thread in `ask` is interrupted, the call is interrupted as well. Once it has ended,
///   `ask` throws an `InterruptedException`.
/// - No thread outlives the method.
public final class QuickAnswer {

    /// What became of a call.
    public sealed interface Answer<T> {

        record Answered<T>(T value) implements Answer<T> {}

        /// @param limit how long it was waited for
        record TimedOut<T>(Duration limit) implements Answer<T> {}
    }

    /// @param limit how long to wait; positive
    /// @param call what to ask; it ends soon after an interrupt
    public static <T> Answer<T> ask(Duration limit, Callable<T> call)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: wait for the limit at most, end the call");
    }

    private QuickAnswer() {}
}
