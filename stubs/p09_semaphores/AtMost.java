package p09_semaphores;

import java.util.concurrent.Callable;

/// # At most N at once
///
/// *Implement · 5 minutes*
///
/// All parts of a weather site go through the same gateway, each on threads of its own, and the
/// gateway bears only so many requests. Write the guard in front of it: whoever wants to call the
/// gateway goes through `call`.
///
/// - `call` makes the request on the thread of its caller, and returns what the request returned.
/// - At most `limit` requests run at once, over all callers. So many do run, if there are callers.
/// - Whoever finds no room waits.
/// - A request that fails makes room like any other. What it threw reaches the caller as it is,
///   whatever it is.
/// - A caller who is interrupted while waiting gets an `InterruptedException`. Its request is not
///   made, and the limit stays what it was.
public final class AtMost {

    /// @param limit how many requests may run at once, at least 1
    public AtMost(int limit) {
        // TODO: keep what call needs
    }

    /// @param request what to limit
    /// @return what the request returned
    /// @throws InterruptedException if the caller is interrupted while it waits
    /// @throws Exception what the request threw
    public <T> T call(Callable<T> request) throws Exception {
        throw new UnsupportedOperationException("TODO: make the request, at most limit at once");
    }
}
