package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// # A wait that can be called off
///
/// *Implement · 10 minutes*
///
/// A visitor opens a weather page, the page asks a slow station, and the visitor closes the window.
/// Then somebody interrupts the thread that waits for the station. Waiting must end, and so must
/// the call: nobody wants its answer any more.
///
/// `ask` makes the call on a virtual thread, and waits for it.
///
/// - It returns what the call returned, or throws an `ExecutionException` whose cause is what the
///   call threw.
/// - When the waiting thread is interrupted, `ask` interrupts the call, waits until the call has
///   ended, and then throws `InterruptedException`.
///
/// `askOr` does the same for a place where no checked exception may be thrown.
///
/// - It returns the fallback if the call fails.
/// - When the waiting thread is interrupted, the call is stopped like above. Then `askOr` returns
///   the fallback, and the interrupt status of the thread is set.
public final class Patience {

    /// @param name the name of the thread that makes the call
    /// @param call what to ask; it blocks until there is an answer
    /// @return what the call returned
    /// @throws InterruptedException if the waiting thread was interrupted; the call has ended
    /// @throws ExecutionException if the call failed; its cause is what the call threw
    public static <T> T ask(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: wait, and stop the call when interrupted");
    }

    /// @param fallback what to return when there is no answer
    /// @return what the call returned, or the fallback
    public static <T> T askOr(T fallback, String name, Callable<T> call) {
        throw new UnsupportedOperationException("TODO: ask, and keep the interrupt status");
    }

    private Patience() {}
}
