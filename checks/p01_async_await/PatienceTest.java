package p01_async_await;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Caller;
import workbook.testkit.Caller.End;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;

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
                    + " still needs time to clean up, and the method did not wait for its end, or its join()"
                    + " gave up at once because the interrupt status was set again before";

    /// A call that nobody ever answers. It ends when it is interrupted, and cleans up first.
    private static final class SlowCall implements Callable<String>, AutoCloseable {

        private final CountDownLatch made = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch cleanedUp = new CountDownLatch(1);
        private final CountDownLatch overdue = new CountDownLatch(1);

        @Override
        public String call() throws InterruptedException {
            made.countDown();
            try {
                overdue.await();
                return "an answer, too late";
            } catch (InterruptedException calledOff) {
                interrupted.countDown();
                cleanedUp.await();
                throw calledOff;
            }
        }

        /// Lets the call end, however little the answer under check has done for that.
        @Override
        public void close() {
            cleanedUp.countDown();
            overdue.countDown();
        }
    }

    @Test
    @DisplayName("ask and askOr return what the call returned")
    @Hint({
        "This part is the exercise before this one: p01/Fetch.",
        "A FutureTask is started like any Runnable, and its get() waits for the result."
    })
    void answers() throws Exception {
        try (var caller = Caller.start("ask()", () -> Patience.ask("harbour", () -> "11.5"))) {
            Expect.equal(
                    "11.5",
                    caller.expectValue("ask returns", NOT_MADE),
                    "the answer got lost on its way to the thread that waits");
        }
        try (var caller =
                Caller.start("askOr()", () -> Patience.askOr("?", "harbour", () -> "11.5"))) {
            Expect.equal(
                    "11.5",
                    caller.expectValue("askOr returns", NOT_MADE),
                    "the fallback is for a call that fails or is called off, and this one answered");
        }
    }

    @Test
    @DisplayName("when the waiting thread is interrupted, the call is interrupted too")
    @Hint({
        "Who holds the thread of the call? Nobody else can tell it to stop.",
        "Catch the InterruptedException of your wait, and interrupt the worker there.",
        "catch (InterruptedException calledOff) { worker.interrupt(); worker.join(); throw calledOff; }"
    })
    void stopsTheCall() throws Exception {
        var call = new SlowCall();
        try (var caller = Caller.start("ask()", () -> Patience.ask("harbour", call));
                call) {
            caller.expectReached(call.made, "the call is made", NOT_MADE);

            caller.interrupt();
            call.cleanedUp.countDown();

            expectInterrupted(caller, call);
        }
    }

    @Test
    @DisplayName("the method waits until the interrupted call has ended")
    @Hint({
        "A call that is interrupted may have a connection to close.",
        "interrupt() does not wait. Which method waits for the end of a thread?",
        "worker.interrupt(), and then worker.join()"
    })
    void waitsForTheEndOfTheCall() throws Exception {
        var call = new SlowCall();
        try (var caller = Caller.start("ask()", () -> Patience.ask("harbour", call));
                call) {
            caller.expectReached(call.made, "the call is made", NOT_MADE);
            caller.interrupt();
            expectInterrupted(caller, call);

            caller.expectWaiting("ask still waits, because the call is cleaning up", NOT_AWAITED);

            call.cleanedUp.countDown();
            caller.expectEnd(
                    "ask ends when the call has ended",
                    "the method waits for more than the end of the call");
        }
    }

    @Test
    @DisplayName("ask passes the interrupt on: it throws InterruptedException")
    @Hint({
        "Whoever interrupted the thread wants more than this method to end.",
        "A method that may throw InterruptedException throws it: the same one, when all is done.",
        "throw calledOff; as the last line of the catch block"
    })
    void passesTheInterruptOn() throws Exception {
        String expected = "ask throws InterruptedException";
        var call = new SlowCall();
        try (var caller = Caller.start("ask()", () -> Patience.ask("harbour", call));
                call) {
            caller.expectReached(call.made, "the call is made", NOT_MADE);

            caller.interrupt();
            call.cleanedUp.countDown();

            switch (caller.expectEnd(expected, WAITS_ON)) {
                case End.Threw<String>(InterruptedException passedOn, boolean status) -> {}
                case End.Threw<String>(CancellationException cancelled, boolean status) ->
                        throw caller.unmet(
                                expected,
                                "get() of a cancelled future throws CancellationException, and does"
                                        + " not wait for the thread either");
                case End.Threw<String>(ExecutionException failed, boolean status) ->
                        throw caller.unmet(
                                expected,
                                "that is the interrupt of the call, as its future keeps it; that the"
                                        + " waiting thread itself was interrupted, nobody learns");
                case End.Threw<String>(Throwable other, boolean status) when !status ->
                        throw caller.unmet(
                                expected,
                                "another exception took the place of the interrupt, and the status"
                                        + " was not set again: who looks for an interrupt finds none");
                case End.Threw<String> other ->
                        throw caller.unmet(
                                expected,
                                "another exception took the place of the interrupt, so a caller that"
                                        + " catches InterruptedException takes it for a failure");
                case End.Returned<String>(String value, boolean status) when !status ->
                        throw caller.unmet(
                                expected,
                                "the interrupt was caught and forgotten, so the caller goes on as if"
                                        + " nobody had asked it to stop");
                case End.Returned<String> value ->
                        throw caller.unmet(
                                expected,
                                "the status is set, but the caller must take what was returned for"
                                        + " an answer: a method that may throw says it by throwing");
            }
        }
    }

    @Test
    @DisplayName("askOr stops the call, returns the fallback, and leaves the interrupt status set")
    @Hint({
        "Thread.currentThread().isInterrupted() says whether somebody wants this thread to stop.",
        "When a wait throws InterruptedException, the status is cleared. Who sets it again?",
        "catch (InterruptedException calledOff) { Thread.currentThread().interrupt(); return fallback; }"
    })
    void keepsTheStatus() throws Exception {
        String expected = "askOr returns the fallback, with the interrupt status set";
        var call = new SlowCall();
        try (var caller = Caller.start("askOr()", () -> Patience.askOr("?", "harbour", call));
                call) {
            caller.expectReached(call.made, "the call is made", NOT_MADE);

            caller.interrupt();
            call.cleanedUp.countDown();

            switch (caller.expectEnd(expected, WAITS_ON)) {
                case End.Returned<String>(String value, boolean status) -> {
                    Expect.that(
                            status,
                            expected,
                            "askOr returned " + value + ", with the interrupt status cleared",
                            "the wait cleared the status when it threw InterruptedException, and"
                                    + " nobody set it again: the next blocking call of this thread"
                                    + " waits as if nothing had happened");
                    Expect.equal("?", value, "there is no answer to return but the fallback");
                }
                case End.Threw<String> thrown ->
                        throw caller.unmet(
                                expected,
                                "askOr promises an answer or the fallback, and its caller is not"
                                        + " prepared for an exception");
            }
            Expect.reached(
                    call.interrupted,
                    "the call is interrupted",
                    "askOr has returned, and the call goes on",
                    NOT_STOPPED);
        }
    }

    @Test
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
        try (var caller = Caller.start("askOr()", () -> Patience.askOr("?", "harbour", failing))) {
            Expect.equal(
                    "?",
                    caller.expectValue("askOr returns", WAITS_ON),
                    "there is no answer to return but the fallback");
            Expect.that(
                    caller.endSoFar().stream().noneMatch(End::interrupted),
                    "the interrupt status is not set, because nobody interrupted the thread",
                    "it is set",
                    "a failure of the call was treated as an interrupt of the waiting thread, and the"
                            + " next blocking call of that thread will throw InterruptedException for"
                            + " no reason");
        }
    }

    private static void expectInterrupted(Caller<?> caller, SlowCall call)
            throws InterruptedException {
        if (!call.interrupted.await(RemoteService.PATIENCE.toNanos(), NANOSECONDS)) {
            throw caller.unmet(
                    "the call is interrupted",
                    caller.endSoFar().isPresent() ? NOT_STOPPED : WAITS_ON);
        }
    }
}
