package workbook.testkit;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// A call of the program under check, made on a platform thread of its own, so that a check can see
/// from outside whether it waits for its tasks or has returned without them.
///
/// Close it: a call that would wait for ever is interrupted then.
public final class WatchedCall<T> implements AutoCloseable {

    /// Longer than the patience of the services that the call uses: their complaint says more.
    private static final long PATIENCE_NANOS = RemoteService.PATIENCE.multipliedBy(2).toNanos();

    private final FutureTask<T> outcome;
    private final Thread thread;

    private WatchedCall(Callable<T> call) {
        outcome = new FutureTask<>(call);
        thread = Thread.ofPlatform().name("caller").daemon().start(outcome);
    }

    /// Makes the call.
    public static <T> WatchedCall<T> of(Callable<T> call) {
        return new WatchedCall<>(call);
    }

    /// @return the thread on which the call is made
    public Thread thread() {
        return thread;
    }

    /// Waits until `latch` is open, which the call's tasks open.
    ///
    /// @throws Exception what the call threw before that: it says more than a closed latch
    /// @throws Unmet if the latch stays closed
    public void reaches(CountDownLatch latch, String expected, String observed, String why)
            throws Exception {
        long deadline = System.nanoTime() + RemoteService.PATIENCE.toNanos();
        while (!latch.await(10, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
            // In this order: a call that failed after the latch was opened has been seen to open
            // it.
            if (outcome.state() == Future.State.FAILED && latch.getCount() > 0) {
                result();
            }
        }
        Expect.that(latch.getCount() == 0, expected, observed, why);
    }

    /// Waits until the call has returned, or is blocked. A call that does neither (it may look
    /// again and again for its tasks' end) counts as one that waits.
    ///
    /// @return whether it has not returned
    public boolean waits() {
        long deadline = System.nanoTime() + RemoteService.PATIENCE.toNanos();
        while (!outcome.isDone() && !isBlocked() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000);
        }
        return !outcome.isDone();
    }

    /// One stack trace is one moment, which the state of a thread and its stack together are not.
    /// What blocks while it starts a thread does not wait for that thread.
    private boolean isBlocked() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].getMethodName().matches("(park|wait|sleep).*")
                && Arrays.stream(stack)
                        .noneMatch(frame ->
                                frame.getClassName().startsWith("java.lang.")
                                        && frame.getMethodName().equals("start"));
    }

    /// @return what the call returned
    /// @throws Exception what the call threw
    /// @throws Unmet if it does not end
    public T result() throws Exception {
        try {
            return outcome.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case Throwable other -> throw new AssertionError(other);
            }
        } catch (TimeoutException stuck) {
            throw new Unmet(
                    "the method returns",
                    "it was still waiting %d s later"
                            .formatted(TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)),
                    "it waits for a result that nobody produces, because the task was never started"
                            + " or cannot end");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
