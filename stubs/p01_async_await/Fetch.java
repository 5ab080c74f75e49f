package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// # One call, one wait
///
/// *Implement · 5 minutes*
///
/// A ticket shop asks another machine whether a seat is free. Make that one call on a virtual
/// thread, wait for it, and return what it answered.
///
/// - The call runs on a virtual thread of its own that bears the given name.
/// - The method returns when the call has ended, and not before.
/// - A call that fails makes the method fail: whatever it threw is the cause of an
///   `ExecutionException`.
/// - That holds for an `Error`, too.
public final class Fetch {

    /// @param name the name of the thread that makes the call
    /// @param call what to ask; it blocks until there is an answer
    /// @return what the call returned
    /// @throws ExecutionException if the call failed; its cause is what the call threw
    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: make the call on a virtual thread");
    }

    private Fetch() {}
}
