package p01_async_await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class PatienceTest {

    private static final String NOT_MADE =
            "no thread was started with the call: only start() makes a thread run its task";

    private static final String NOT_STOPPED =
            "an interrupt reaches the one thread that it is sent to: the threads that this one has"
                    + " started hear nothing of it, and go on";

    private static final String WAITS_ON =
            "the method goes on waiting for an answer that nobody wants: close() of an executor waits"
                    + " for its tasks and does not stop them, and a loop that catches the interrupt"
                    + " waits again";

    private static final String NOT_AWAITED =
            "interrupt() and cancel(true) only ask a thread to stop, and return at once: the call"
                    + " still needs time to clean up, and the method did not wait for its end, or"
                    + " only for a while, or its join() gave up at once because the interrupt status"
                    + " was set again before";

    @AllSchedules
    @DisplayName("ask and askOr return what the call returned")
    @Hint({
        "This part is the exercise before this one: p01/Fetch.",
        "A FutureTask is started like any Runnable, and its get() waits for the result."
    })
    void answers() throws Exception {
        Expect.equal(
                "11.5",
                Patience.ask("harbour", () -> "11.5"),
                "the answer got lost on its way to the thread that waits");
        Expect.equal(
                "11.5",
                Patience.askOr("?", "harbour", () -> "11.5"),
                "the fallback is for a call that fails or is called off, and this one answered");
    }

    @AllSchedules
    @DisplayName("when the waiting thread is interrupted, the call is interrupted too")
    @Hint({
        "Who holds the thread of the call? Nobody else can tell it to stop.",
        "Catch the InterruptedException of your wait, and interrupt the worker there.",
        "catch (InterruptedException calledOff) { worker.interrupt(); worker.join(); throw calledOff; }"
    })
    void stopsTheCall() throws Exception {
        var call = new SlowCall();
        var visit = calledOff("ask()", call, () -> Patience.ask("harbour", call));

        Expect.that(
                call.interrupted,
                "the call is interrupted",
                visit.observed(),
                visit.hasEnded() ? NOT_STOPPED : WAITS_ON);
        aDayLater();
    }

    @AllSchedules
    @DisplayName("the method waits until the interrupted call has ended")
    @Hint({
        "A call that is interrupted may have a connection to close.",
        "interrupt() does not wait. Which method waits for the end of a thread?",
        "worker.interrupt(), and then worker.join()"
    })
    void waitsForTheEndOfTheCall() throws Exception {
        var call = new SlowCall();
        var visit = calledOff("ask()", call, () -> Patience.ask("harbour", call));
        boolean early = visit.hasEnded();
        aDayLater();

        Expect.that(
                call.interrupted,
                "the call is interrupted",
                visit.observed(),
                early ? NOT_STOPPED : WAITS_ON);
        Expect.that(
                !visit.endedTooEarly(),
                "ask waits as long as the call is cleaning up",
                visit.observed() + " before that",
                NOT_AWAITED);
    }

    @AllSchedules
    @DisplayName("ask passes the interrupt on: it throws InterruptedException")
    @Hint({
        "Whoever interrupted the thread wants more than this method to end.",
        "A method that may throw InterruptedException throws it: the same one, when all is done.",
        "throw calledOff; as the last line of the catch block"
    })
    void passesTheInterruptOn() throws Exception {
        String expected = "ask throws InterruptedException";
        var call = new SlowCall();
        var visit = calledOff("ask()", call, () -> Patience.ask("harbour", call));
        aDayLater();

        switch (visit.end) {
            case null -> throw visit.unmet(expected, WAITS_ON);
            case End(var value, InterruptedException passedOn, boolean status) -> {}
            case End(var value, CancellationException cancelled, boolean status) ->
                    throw visit.unmet(
                            expected,
                            "get() of a cancelled future throws CancellationException, and does not"
                                    + " wait for the thread either");
            case End(var value, ExecutionException failed, boolean status) ->
                    throw visit.unmet(
                            expected,
                            "that is the interrupt of the call, as its future keeps it; that the"
                                    + " waiting thread itself was interrupted, nobody learns");
            case End(var value, var thrown, boolean status) ->
                    throw visit.unmet(expected, whyNotPassedOn(thrown != null, status));
        }
    }

    private static String whyNotPassedOn(boolean thrown, boolean status) {
        if (thrown) {
            return status
                    ? "another exception took the place of the interrupt, so a caller that catches"
                            + " InterruptedException takes it for a failure"
                    : "another exception took the place of the interrupt, and the status was not"
                            + " set again: who looks for an interrupt finds none";
        }
        return status
                ? "the status is set, but the caller must take what was returned for an answer: a"
                        + " method that may throw says it by throwing"
                : "the interrupt was caught and forgotten, so the caller goes on as if nobody had"
                        + " asked it to stop";
    }

    @AllSchedules
    @DisplayName("askOr stops the call, returns the fallback, and leaves the interrupt status set")
    @Hint({
        "Thread.currentThread().isInterrupted() says whether somebody wants this thread to stop.",
        "When a wait throws InterruptedException, the status is cleared. Who sets it again?",
        "catch (InterruptedException calledOff) { Thread.currentThread().interrupt(); return fallback; }"
    })
    void keepsTheStatus() throws Exception {
        String expected = "askOr returns the fallback, with the interrupt status set";
        var call = new SlowCall();
        var visit = calledOff("askOr()", call, () -> Patience.askOr("?", "harbour", call));
        aDayLater();

        if (visit.end == null) {
            throw visit.unmet(expected, WAITS_ON);
        }
        if (visit.end.thrown() != null) {
            throw visit.unmet(
                    expected,
                    "askOr promises an answer or the fallback, and its caller is not prepared for an"
                            + " exception");
        }
        Expect.that(
                visit.end.status(),
                expected,
                visit.observed() + ", with the interrupt status cleared",
                "the wait cleared the status when it threw InterruptedException, and nobody set it"
                        + " again: the next blocking call of this thread waits as if nothing had"
                        + " happened");
        Expect.equal("?", visit.end.value(), "there is no answer to return but the fallback");
        Expect.that(
                call.interrupted,
                "the call is interrupted",
                "askOr has returned, and the call goes on",
                NOT_STOPPED);
    }

    @AllSchedules
    @DisplayName("a call that fails is not an interrupt: cause from ask, fallback from askOr")
    @Hint({
        "catch (Exception) catches two kinds of news here.",
        "Give InterruptedException and ExecutionException a catch block each."
    })
    void aFailureIsNoInterrupt() throws Exception {
        var busy = new IllegalStateException("the line is busy");
        Callable<String> failing =
                () -> {
                    throw busy;
                };

        var failure =
                Expect.failure(
                        ExecutionException.class,
                        () -> Patience.ask("harbour", failing),
                        "the failure of the call stayed on the thread of the call, or was dropped");
        Expect.that(
                failure.getCause() == busy,
                "the cause " + busy,
                "the cause " + failure.getCause(),
                "the failure was wrapped once more on its way");

        Expect.equal(
                "?",
                Patience.askOr("?", "harbour", failing),
                "there is no answer to return but the fallback");
        Expect.that(
                !Thread.currentThread().isInterrupted(),
                "the interrupt status is not set, because nobody interrupted the thread",
                "it is set",
                "a failure of the call was treated as an interrupt of the waiting thread, and the"
                        + " next blocking call of that thread will throw InterruptedException for"
                        + " no reason");
    }

    /// Interrupts a visitor an hour after it has begun to wait, and looks at it half an hour later.
    private static Visit calledOff(String method, SlowCall call, Callable<String> wait)
            throws InterruptedException {
        var visit = new Visit(method, call, wait);
        var visitor = Thread.ofVirtual().name("visitor").start(new FutureTask<>(visit, null));
        Thread.sleep(Duration.ofHours(1));
        Expect.that(call.made, "the call is made", visit.observed(), NOT_MADE);
        visitor.interrupt();
        Thread.sleep(Duration.ofMinutes(30));
        return visit;
    }

    /// On the clock of the schedule, where it costs nothing: what has not happened by then, never
    /// will.
    private static void aDayLater() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
    }

    /// A call that takes ten hours. When it is interrupted, it cleans up for an hour, and ends.
    private static final class SlowCall implements Callable<String> {

        volatile boolean made;
        volatile boolean interrupted;
        volatile boolean ended;

        @Override
        public String call() throws InterruptedException {
            made = true;
            try {
                Thread.sleep(Duration.ofHours(10));
                return "an answer, too late";
            } catch (InterruptedException calledOff) {
                interrupted = true;
                Thread.sleep(Duration.ofHours(1));
                throw calledOff;
            } finally {
                ended = true;
            }
        }
    }

    /// How a method under check ended.
    ///
    /// @param thrown null if it returned
    /// @param status whether the interrupt status of its thread was set then
    private record End(String value, Throwable thrown, boolean status) {}

    /// Somebody who waits for the call, and notes how that ended.
    private static final class Visit implements Runnable {

        volatile End end; // null until the method has ended
        private volatile boolean callGoesOn;
        private final String method;
        private final SlowCall call;
        private final Callable<String> wait;

        Visit(String method, SlowCall call, Callable<String> wait) {
            this.method = method;
            this.call = call;
            this.wait = wait;
        }

        @Override
        public void run() {
            String value = null;
            Throwable thrown = null;
            try {
                value = wait.call();
            } catch (Throwable failure) {
                thrown = failure;
            }
            callGoesOn = !call.ended;
            end = new End(value, thrown, Thread.currentThread().isInterrupted());
        }

        boolean hasEnded() {
            return end != null;
        }

        boolean endedTooEarly() {
            return hasEnded() && callGoesOn;
        }

        String observed() {
            return switch (end) {
                case null -> method + " has not returned";
                case End(var value, var thrown, boolean status) when thrown == null ->
                        method + " returned " + value;
                case End(var value, var thrown, boolean status) ->
                        method + " threw " + thrown.getClass().getSimpleName();
            };
        }

        Unmet unmet(String expected, String why) {
            var unmet = new Unmet(expected, observed(), why);
            // The cause stays reachable: a report looks there for what it can explain better.
            if (end != null && end.thrown() != null) {
                unmet.initCause(end.thrown());
            }
            return unmet;
        }
    }
}
