package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// # A greeting from another thread
///
/// *Implement · 5 minutes*
///
/// A greeting takes a while: it is asked from a service far away. Start it on a new virtual thread,
/// wait for it, and return what it says.
///
/// - The greeting runs on a virtual thread that your method starts, not on the caller's thread.
/// - The method returns only when the greeting is there.
/// - A greeting that fails is not lost: the method fails with an `ExecutionException` whose cause
///   is what the greeting threw.
///
/// *In asyncio:* `return await asyncio.create_task(greeting())`.
public final class HelloLater {

    /// @param greeting what to run; it may block
    /// @return what the greeting says
    /// @throws ExecutionException if the greeting failed; its cause is what the greeting threw
    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: run the greeting on a virtual thread");
    }

    private HelloLater() {}
}
