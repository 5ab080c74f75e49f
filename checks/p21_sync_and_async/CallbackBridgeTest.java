package p21_sync_and_async;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import p21_sync_and_async.CallbackBridge.Callback;
import p21_sync_and_async.CallbackBridge.Request;
import p21_sync_and_async.CallbackBridge.Station;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class CallbackBridgeTest {

    private static final int ANSWER = 100;
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeStation station = new FakeStation();

    @AllSchedules
    @DisplayName("read asks once, returns at once, and the future brings the reading")
    @Hint({
        "What does read return before there is an answer?",
        "new CompletableFuture<Double>(): nobody completes it but your callback.",
        "station.ask(new Callback() { … future.complete(celsius); … }); return future;"
    })
    void bringsTheReading() throws Exception {
        long begin = System.nanoTime();
        var future = CallbackBridge.read(station);
        Expect.that(
                millisSince(begin) == 0,
                "read returns at once",
                "after " + millisSince(begin) + " ms",
                "read waits for the answer: then it is a blocking call that returns a future");
        expectReading(11.5, future, "the reading does not get from the callback to the future");
        Expect.that(
                station.asked.get() == 1,
                "the station is asked once",
                station.asked + " times",
                "each question costs the station a measurement");
        station.expectWithdrawn(0, "the station has answered");
    }

    @AllSchedules
    @DisplayName("a failure arrives as the station has reported it")
    @Hint({
        "The station calls onFailure. Who waits for the future, and what do they see?",
        "completeExceptionally(cause): the same object, without a wrapping."
    })
    void bringsTheFailure() throws Exception {
        var iced = new IOException("the sensor is iced over");
        station.failure = iced;
        expectFailure(
                iced,
                CallbackBridge.read(station),
                "the failure was dropped: whoever waits for the future waits for ever");
        station.expectWithdrawn(0, "the station has answered");
    }

    @AllSchedules
    @DisplayName("if the station calls back twice, the first call counts")
    @Hint({
        "What does complete do to a future that is completed?",
        "complete and completeExceptionally change nothing then; obtrudeValue does."
    })
    void firstCallCounts() throws Exception {
        station.again = 12.5;
        var future = CallbackBridge.read(station);
        Thread.sleep(2 * ANSWER);
        expectReading(
                11.5,
                future,
                "the second call has replaced the result: whoever asked in between has seen another"
                        + " one");

        var broken = new FakeStation();
        var iced = new IOException("the sensor is iced over");
        broken.failure = iced;
        broken.again = 12.5;
        var failed = CallbackBridge.read(broken);
        Thread.sleep(2 * ANSWER);
        expectFailure(iced, failed, "a later call has replaced the failure");
    }

    @AllSchedules
    @DisplayName("a station that calls back before ask has returned is heard")
    @Hint({
        "Which of your lines run before the callback may come, and which only afterwards?",
        "Make the future before you ask. What needs the request comes afterwards, and must not"
                + " undo an answer that is there."
    })
    void calledBackAtOnce() throws Exception {
        station.atOnce = true;
        expectReading(
                11.5,
                CallbackBridge.read(station),
                "the answer came while ask was still running, and was lost or overwritten");
        station.expectWithdrawn(0, "the station has answered already");
    }

    @AllSchedules
    @DisplayName("if ask itself throws, the future says so, and read does not throw")
    @Hint({
        "A caller of read has one place to look for failures. Which?",
        "try around station.ask, and completeExceptionally in the catch block.",
        "Any RuntimeException, and an Error as well."
    })
    void askThrows() throws Exception {
        expectRefused(new IllegalStateException("the station is closed"));
        expectRefused(new ExceptionInInitializerError("no driver"));
    }

    private static void expectRefused(Throwable refusal) throws Exception {
        CompletableFuture<Double> future;
        try {
            future =
                    CallbackBridge.read(callback -> {
                        if (refusal instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) refusal;
                    });
        } catch (UnsupportedOperationException notWritten) {
            throw notWritten;
        } catch (Throwable thrown) {
            throw new Unmet(
                    "read returns a future that has failed with " + refusal,
                    "read threw " + thrown,
                    "what ask throws came past the future: a caller who only looks at the future"
                            + " does not catch it");
        }
        expectFailure(
                refusal,
                future,
                "ask threw, so no callback will ever come, and nobody completes the future");
    }

    @AllSchedules
    @DisplayName("whoever cancels the future, or loses patience, withdraws the request")
    @Hint({
        "The future is completed, and not by the station. Who tells the station?",
        "future.whenComplete runs however the future is completed: cancel, orTimeout, complete.",
        "Let the callback note that the station has answered; whenComplete withdraws if it has not."
    })
    void withdrawn() throws Exception {
        var cancelled = CallbackBridge.read(station);
        Thread.sleep(ANSWER / 2);
        cancelled.cancel(true);
        station.expectWithdrawn(1, "the future was cancelled before the answer");
        Thread.sleep(ANSWER);
        Expect.that(
                cancelled.isCancelled(),
                "the future stays cancelled",
                "it is " + cancelled.state(),
                "the late answer has replaced the cancellation");
        station.expectWithdrawn(1, "the future was cancelled before the answer");

        var other = new FakeStation();
        var impatient = CallbackBridge.read(other);
        impatient.orTimeout(ANSWER / 2, TimeUnit.MILLISECONDS);
        try {
            impatient.get(1, TimeUnit.HOURS);
        } catch (ExecutionException late) {
            // as it should be
        }
        Thread.sleep(1); // who completes a future runs its stages afterwards
        other.expectWithdrawn(1, "orTimeout has completed the future before the answer");
        Thread.sleep(ANSWER); // the late answer is on its way all the same

        var third = new FakeStation();
        CallbackBridge.read(third).complete(0.0);
        third.expectWithdrawn(1, "somebody has completed the future by hand before the answer");
        Thread.sleep(ANSWER);
    }

    @AllSchedules
    @DisplayName("cancelled at the very moment of the answer: one of the two wins")
    @Hint({
        "The answer and the cancel come together. Which of your steps may come in between?",
        "Note the answer before you complete the future: completing runs its stages."
    })
    void cancelledAtTheMoment() throws Exception {
        var future = CallbackBridge.read(station);
        Thread.sleep(ANSWER);
        boolean cancelled = future.cancel(true);
        Thread.sleep(1);
        Expect.that(
                future.isDone() && future.isCancelled() == cancelled,
                "the future is cancelled if cancel says so, and has the reading if not",
                "cancel said %s, and the future is %s".formatted(cancelled, future.state()),
                "the future is completed more than once");
        if (!cancelled) {
            station.expectWithdrawn(0, "the answer came before the cancel");
        }
        Expect.that(
                station.withdrawn.get() <= 1,
                "the request is withdrawn at most once",
                station.withdrawn + " times",
                "several parts of the bridge withdraw, each on its own");
    }

    private static void expectReading(double celsius, Future<Double> future, String why)
            throws Exception {
        String expected = "the future brings " + celsius;
        try {
            Expect.that(
                    future.get(LONG.toMillis(), TimeUnit.MILLISECONDS) == celsius,
                    expected,
                    future.resultNow(),
                    why);
        } catch (ExecutionException failed) {
            throw new Unmet(expected, "it failed with " + failed.getCause(), why);
        } catch (TimeoutException never) {
            throw new Unmet(expected, "it is not completed after an hour", why);
        }
    }

    private static void expectFailure(Throwable failure, Future<Double> future, String why)
            throws Exception {
        String expected = "the future fails with " + failure;
        try {
            var reading = future.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
            throw new Unmet(expected, "it brings " + reading, why);
        } catch (ExecutionException failed) {
            Expect.that(
                    failed.getCause() == failure,
                    expected,
                    "it failed with " + failed.getCause(),
                    "the failure was wrapped or replaced on its way from the callback to the"
                            + " future");
        } catch (TimeoutException never) {
            throw new Unmet(expected, "it is not completed after an hour", why);
        }
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    /// Answers after 100 ms, on a thread of its own, or at once on that of its caller.
    private static final class FakeStation implements Station {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger withdrawn = new AtomicInteger();
        private boolean atOnce;
        private Exception failure;
        private double again;

        @Override
        public Request ask(Callback callback) {
            asked.incrementAndGet();
            if (atOnce) {
                answer(callback);
            } else {
                Thread.ofVirtual()
                        .name("station")
                        .start(() -> {
                            sleep();
                            answer(callback);
                        });
            }
            return withdrawn::incrementAndGet;
        }

        private void answer(Callback callback) {
            if (failure == null) {
                callback.onReading(11.5);
            } else {
                callback.onFailure(failure);
            }
            if (again > 0) {
                callback.onReading(again);
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(ANSWER);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        void expectWithdrawn(int times, String when) {
            Expect.that(
                    withdrawn.get() == times,
                    "the request is %s: %s"
                            .formatted(times == 0 ? "not withdrawn" : "withdrawn once", when),
                    withdrawn + " times",
                    withdrawn.get() < times
                            ? "the end of the future does not reach the station, which measures for"
                                    + " nobody: cancel and orTimeout complete the future, and that"
                                    + " is all"
                            : times == 0
                                    ? "the request is withdrawn whenever the future is completed,"
                                            + " also by the station itself"
                                    : "several parts of the bridge withdraw, each on its own");
        }
    }
}
