package p18_forgotten_await;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// # An owner for tasks that nobody waits for
///
/// *Implement · 20 minutes*
///
/// A news site does much in the background: it resizes pictures, warms caches, tells partners. No
/// visitor waits for any of that, and no visitor should hear of its failures. Somebody must. Write
/// the owner of such tasks: each failure is told to a handler, once, and none is lost.
///
/// - `start` runs `work` on a virtual thread with the name of the task. `watch` takes what somebody
///   else runs, as a stage. Both return at once, even while the handler is busy.
/// - For each task or stage that fails, the handler gets its name and what it failed with, once: of
///   whatever type, and without the `CompletionException` in which a stage may hand it over.
/// - The handler is not thread-safe: it is called for one failure at a time.
/// - `close` refuses what comes later, and waits. When it returns, every task and every watched
///   stage has ended, and every failure has been told.
/// - After `close` has begun, `start` and `watch` throw a `RejectedExecutionException`. Nothing is
///   accepted and then forgotten.
/// - A handler that throws loses nothing: the other failures are told all the same. When all has
///   ended, `close` throws an `IllegalStateException` whose cause is the first that the handler
///   threw.
public final class TaskOwner implements AutoCloseable {

    /// What a task does.
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /// A task or a stage that failed.
    public record Failure(String task, Throwable cause) {}

    public TaskOwner(Consumer<Failure> handler) {
        // TODO: keep what the methods need
    }

    /// Runs a task in the background.
    ///
    /// @throws RejectedExecutionException after [#close]
    public void start(String task, Work work) {
        throw new UnsupportedOperationException("TODO: run the task, tell its failure");
    }

    /// Looks after a stage that somebody else completes.
    ///
    /// @throws RejectedExecutionException after [#close]
    public void watch(String task, CompletionStage<?> stage) {
        throw new UnsupportedOperationException("TODO: tell the failure of the stage");
    }

    /// Refuses further tasks, and waits for those that were accepted, and for the handler.
    ///
    /// @throws IllegalStateException if the handler threw
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: wait until all has ended and been told");
    }
}
