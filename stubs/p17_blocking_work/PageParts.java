package p17_blocking_work;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/// # Each part on its kind of thread
///
/// *Implement · 6 minutes*
///
/// A page of a news site is made of many parts. Some wait for other systems: the weather, the
/// comments. Others need a processor: a picture is scaled, a text is indexed. The site has one pool
/// of platform threads for all the computing it does, as many as there are processors. Make all the
/// parts of a page.
///
/// - Each `Waiting` part is made on a virtual thread of its own, all of them at once, however many.
/// - Each `Computing` part is made on a thread of `processors`, and nowhere else.
/// - The parts that compute do not wait for those that wait, nor the other way round.
/// - The results are in the order of the parts.
/// - If a part fails, `make` throws an `ExecutionException` whose cause is what the part threw.
/// - The pool belongs to the caller: other pages use it too.
public final class PageParts {

    /// A part of a page, by what it needs while it is made.
    public sealed interface Part {
        /// Waits for others most of the time.
        record Waiting(Callable<String> call) implements Part {}

        /// Needs a processor all the time.
        record Computing(Callable<String> call) implements Part {}
    }

    private PageParts() {}

    /// @param processors the pool for what computes
    /// @return the results, in the order of the parts
    /// @throws ExecutionException if a part failed; its cause is what the part threw
    public static List<String> make(List<Part> parts, ExecutorService processors)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: start each part where it belongs");
    }
}
