package p17_blocking_work;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/// # A desk that stays open on a busy day
///
/// *Implement · 22 minutes*
///
/// A weather service computes forecasts, each on the order of a request, which has a virtual thread
/// of its own. On a busy day more are ordered than the machine can compute. Then nobody is helped
/// by a queue without end: the forecast is late for everybody, and the rest of the service gets no
/// processor any more. Write the desk that bounds both, the computing and the waiting.
///
/// - Forecasts are computed on platform threads of the desk, at most `running` at once, and in the
///   order in which they were ordered.
/// - At most `waiting` more wait for their turn. Whoever comes then is refused at once, by a
///   `RejectedExecutionException`, and their forecast is not computed.
/// - `compute` returns what the forecast returned. If it throws, `compute` throws an
///   `ExecutionException` whose cause is what it threw.
/// - A caller who is interrupted gets an `InterruptedException` at once. If their forecast is being
///   computed, it is interrupted too: a good one looks at its interrupt status and ends. Its thread
///   is free when it has ended, and not before.
/// - If their forecast was still waiting, it is never computed, and its place is free at once.
/// - `close` refuses new forecasts, and waits until those that run and those that wait are done.
public final class ForecastDesk implements AutoCloseable {

    /// @param running how many forecasts are computed at once, at least 1
    /// @param waiting how many more may wait, at least 1
    public ForecastDesk(int running, int waiting) {
        // TODO: make the threads, once for all callers
    }

    /// Computes a forecast on a thread of the desk, and waits for it.
    ///
    /// @throws RejectedExecutionException if the desk is full, or closed
    /// @throws ExecutionException if the forecast failed; its cause is what it threw
    /// @throws InterruptedException if the caller was interrupted
    public <T> T compute(Callable<T> forecast) throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: compute on a thread of the desk, or refuse");
    }

    /// Refuses new forecasts, and waits until the accepted ones are done.
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: let the accepted ones end");
    }
}
