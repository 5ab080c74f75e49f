// rejected by: handlerThrows
// misconception: "the handler does not throw": when it does, a line is skipped
// why: something was counted and never uncounted
package p18_forgotten_await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class TaskOwner implements AutoCloseable {

    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public record Failure(String task, Throwable cause) {}

    private final Consumer<Failure> handler;
    // Two locks: whoever starts a task must not wait for a handler that takes its time.
    private final ReentrantLock telling = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allEnded = lock.newCondition();
    private Throwable handlerFailure; // guarded by telling
    private boolean closed; // guarded by lock, as is open
    private int open;

    public TaskOwner(Consumer<Failure> handler) {
        this.handler = handler;
    }

    public void start(String task, Work work) {
        accept();
        CompletableFuture.runAsync(
                () -> end(task, failureOf(work)),
                command -> Thread.ofVirtual().name(task).start(command));
    }

    public void watch(String task, CompletionStage<?> stage) {
        accept();
        // Async, because the thread that completes the stage is not ours, and the handler may be
        // slow. The stage that this returns may be dropped: end throws nothing.
        stage.whenCompleteAsync(
                (result, failed) -> end(task, peel(failed)), Thread::startVirtualThread);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            while (open > 0) {
                allEnded.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        telling.lock();
        try {
            if (handlerFailure != null) {
                throw new IllegalStateException("the handler failed", handlerFailure);
            }
        } finally {
            telling.unlock();
        }
    }

    // Looks and counts in one step: what close does not count is refused.
    private void accept() {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the owner is closed");
            }
            open++;
        } finally {
            lock.unlock();
        }
    }

    // A task is open until its failure has been told.
    private void end(String task, Throwable failed) {
        if (failed != null) {
            tell(new Failure(task, failed));
        }
        lock.lock();
        try {
            open--;
            allEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(Failure failure) {
        telling.lock();
        try {
            handler.accept(failure);
        } catch (RuntimeException thrown) {
            if (handlerFailure == null) {
                handlerFailure = thrown;
            }
            throw new CompletionException(thrown);
        } finally {
            telling.unlock();
        }
    }

    private static Throwable failureOf(Work work) {
        try {
            work.run();
            return null;
        } catch (Throwable failed) {
            return failed;
        }
    }

    private static Throwable peel(Throwable failed) {
        var peeled = failed;
        while (peeled instanceof CompletionException && peeled.getCause() != null) {
            peeled = peeled.getCause();
        }
        return peeled;
    }
}
