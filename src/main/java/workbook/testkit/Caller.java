package workbook.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A thread that calls the program under check, so that the check can watch it wait, interrupt it,
/// and see how the call ended.
///
/// Whether the call waits is told by many looks in a row and not by one stack trace, which shows
/// one moment: [Sightings] says why that is wrong less often. A right answer is never misjudged,
/// since it cannot end before the check lets it.
///
/// Only a wrong answer runs out of time. Close it, and no wait goes on.
///
/// @param <T> what the call returns
public final class Caller<T> implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(1);

    /// Longer than the patience of the services that a call uses: their complaint says more.
    private static final Duration LONGEST_CALL = RemoteService.PATIENCE.multipliedBy(2);

    private final String method;
    private final boolean silent;
    private final Thread thread;
    private volatile End<T> end;

    private Caller(String method, boolean silent, Callable<T> call) {
        this.method = method;
        this.silent = silent;
        thread = Thread.ofPlatform().name("caller").daemon().unstarted(() -> make(call));
    }

    /// How a call ended, and whether the interrupt status of its thread was set then.
    public sealed interface End<T> {

        boolean interrupted();

        record Returned<T>(T value, boolean interrupted) implements End<T> {}

        record Threw<T>(Throwable failure, boolean interrupted) implements End<T> {}
    }

    /// Makes the call on a platform thread of its own, and returns at once.
    ///
    /// @param method what is called, as a report names it: `report()`
    public static <T> Caller<T> start(String method, Callable<T> call) {
        return start(new Caller<>(method, false, call));
    }

    /// Makes a call that returns nothing on a platform thread of its own, and returns at once.
    ///
    /// @param method what is called, as a report names it: `stop()`
    public static Caller<Void> run(String method, Expect.Action call) {
        return start(
                new Caller<>(
                        method,
                        true,
                        () -> {
                            call.run();
                            return null;
                        }));
    }

    private static <T> Caller<T> start(Caller<T> caller) {
        caller.thread.start();
        return caller;
    }

    private void make(Callable<T> call) {
        End<T> ended;
        try {
            T value = call.call();
            ended = new End.Returned<>(value, Thread.currentThread().isInterrupted());
        } catch (Throwable failure) {
            ended = new End.Threw<>(failure, Thread.currentThread().isInterrupted());
        }
        end = ended;
    }

    /// @return whether this is the thread that makes the call
    public boolean is(Thread other) {
        return thread.equals(other);
    }

    public void interrupt() {
        thread.interrupt();
    }

    /// @return how the call ended, as far as it has
    public Optional<End<T>> endSoFar() {
        return Optional.ofNullable(end);
    }

    /// Waits until `latch` is open, which the program under check is to bring about.
    ///
    /// @param why what makes a program fail this
    /// @throws Unmet if it stays closed, or if the call fails before
    public void expectReached(CountDownLatch latch, String expected, String why)
            throws InterruptedException {
        long deadline = System.nanoTime() + RemoteService.PATIENCE.toNanos();
        while (!latch.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
            boolean failed = end instanceof End.Threw<T>;
            if ((failed && latch.getCount() > 0) || System.nanoTime() > deadline) {
                throw unmet(expected, why);
            }
        }
    }

    /// Waits until the call is blocked for good.
    ///
    /// @param why what makes a program end too early
    /// @throws Unmet if the call ends
    public void expectWaiting(String expected, String why) {
        long deadline = System.nanoTime() + RemoteService.PATIENCE.toNanos();
        var sightings = new Sightings(thread);
        // A program that waits in a busy loop is never seen waiting: it passes when time is over.
        boolean waits = false;
        while (!waits && thread.isAlive() && System.nanoTime() < deadline) {
            waits = sightings.agreeThatItWaits();
        }
        if (!thread.isAlive()) {
            throw unmet(expected, why);
        }
    }

    /// Waits until the call has ended, and longer than a [RemoteService] does for its condition.
    ///
    /// @param why what makes a program wait on
    /// @throws Unmet if it does not end in time
    public End<T> expectEnd(String expected, String why) throws InterruptedException {
        if (!thread.join(LONGEST_CALL)) {
            throw unmet(expected, why);
        }
        return end;
    }

    /// Waits until the call has returned.
    ///
    /// @param why what makes a program wait on
    /// @return what it returned
    /// @throws Exception what the call threw
    public T expectValue(String expected, String why) throws Exception {
        return switch (expectEnd(expected, why)) {
            case End.Returned<T>(T value, boolean status) -> value;
            case End.Threw<T>(Exception failure, boolean status) -> throw failure;
            case End.Threw<T>(Error failure, boolean status) -> throw failure;
            case End.Threw<T>(Throwable failure, boolean status) ->
                    throw new IllegalStateException(failure);
        };
    }

    /// @return what to throw when the call did not do as expected; what the call threw is its cause
    public Unmet unmet(String expected, String why) {
        return switch (end) {
            case null -> new Unmet(expected, method + " has not returned", why);
            case End.Returned<T>(T value, boolean status) ->
                    new Unmet(expected, method + " returned" + (silent ? "" : " " + value), why);
            case End.Threw<T>(Throwable failure, boolean status) -> {
                String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
                var unmet =
                        new Unmet(
                                expected,
                                method + " threw " + failure.getClass().getSimpleName() + message,
                                why);
                unmet.initCause(failure);
                yield unmet;
            }
        };
    }

    /// Interrupts the call if it has not ended, and gives it a while to end.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(RemoteService.PATIENCE);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
