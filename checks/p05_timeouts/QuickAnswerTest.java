package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p05_timeouts.QuickAnswer.Answer;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class QuickAnswerTest {

    private static final Duration LIMIT = Duration.ofMillis(100);

    @AllSchedules
    @DisplayName("an answer in time is returned as soon as it is there")
    @Hint({
        "Make the call on a thread of its own, and wait for its result.",
        "submit the call to an executor of virtual threads: Future.get takes a limit.",
        "new Answer.Answered<>(task.get(limit.toNanos(), TimeUnit.NANOSECONDS))"
    })
    void inTime() throws Exception {
        var station = new Station(40, "sunny");

        var answer = QuickAnswer.ask(LIMIT, station);
        long after = station.millis();

        Expect.that(
                answer instanceof Answer.Answered<String>,
                "Answered, for a call of 40 ms and a limit of 100 ms",
                answer,
                "the limit was over too early: a Duration of 100 ms is 0 in whole seconds");
        Expect.equal(
                new Answer.Answered<>("sunny"),
                answer,
                "what the call returned got lost on its way");
        Expect.that(
                after == 40,
                "returned after 40 ms, when the answer came",
                "after " + after + " ms",
                "the wait does not end with the answer: a sleep, or a wait for something else,"
                        + " goes on until the limit is over");
    }

    @AllSchedules
    @DisplayName("when the limit is over, the call is interrupted and has ended")
    @Hint({
        "What does the call do after you have stopped waiting for it?",
        "get with a limit throws a TimeoutException and leaves the task alone. Somebody has to end"
                + " it.",
        "task.cancel(true) in finally, before the executor is closed; close() waits for the end."
    })
    void outOfTime() throws Exception {
        var station = new Station(400, "sunny");

        var answer = QuickAnswer.ask(LIMIT, station);
        long after = station.millis();
        boolean ended = station.ended.get();
        Thread.sleep(1000); // whatever still runs gets to its end
        long interrupted = station.interruptedAfter.get();

        Expect.that(
                !station.onTheCallersThread(),
                "the call is made on a virtual thread",
                "it was made on the thread that called ask",
                "a thread that makes the call itself cannot look at the clock meanwhile");
        Expect.that(
                interrupted >= 0,
                "the call is interrupted after 100 ms",
                after < 400
                        ? "it was still running when ask returned"
                        : "it ran for 400 ms, to its own end",
                after < 400
                        ? "a limit ends the wait and not the task: the call goes on for nobody"
                        : "a limit ends the wait and not the task: nobody told the call that it is"
                                + " late, and close() waits for it");
        Expect.that(
                interrupted == 100,
                "the call is interrupted after 100 ms",
                "after " + interrupted + " ms",
                "the limit was measured in another unit, or from another moment");
        Expect.that(
                ended,
                "the call has ended when ask returns",
                "it was interrupted, and still running",
                "an interrupt asks a thread to end and does not wait until it has");
        Expect.equal(
                new Answer.TimedOut<String>(LIMIT),
                answer,
                "the caller cannot tell a timeout from an answer");
    }

    @AllSchedules
    @DisplayName("whoever interrupts ask is heard: the call is interrupted, and ask throws")
    @Hint({
        "get throws an InterruptedException, too. Who ends the call then?",
        "A finally block runs on every way out, and cancel(true) does no harm to a task that has"
                + " ended."
    })
    void calledOff() throws Exception {
        var station = new Station(400, "sunny");
        var outcome = new AtomicReference<>("nothing");
        var ended = new AtomicBoolean();
        var asker =
                Thread.startVirtualThread(() -> {
                    try {
                        outcome.set("it returned " + QuickAnswer.ask(Duration.ofHours(1), station));
                    } catch (InterruptedException heard) {
                        outcome.set("");
                    } catch (Exception failed) {
                        outcome.set("it threw " + failed.getClass().getSimpleName());
                    }
                    ended.set(station.ended.get());
                });

        Thread.sleep(50);
        asker.interrupt();
        asker.join();
        Thread.sleep(1000); // whatever still runs gets to its end
        long interrupted = station.interruptedAfter.get();

        Expect.that(
                outcome.get().isEmpty(),
                "ask throws InterruptedException",
                outcome,
                "the interrupt was caught, and taken for something that became of the call");
        Expect.that(
                interrupted == 50,
                "the call is interrupted after 50 ms, when its caller is",
                interrupted < 0 ? "it never was" : "after " + interrupted + " ms",
                "the call is ended at the limit only: an interrupt reaches the thread that waits,"
                        + " and not the call that it waits for");
        Expect.that(
                ended.get(),
                "the call has ended when ask throws",
                "it was interrupted, and still running",
                "an interrupt asks a thread to end and does not wait until it has");
    }

    @Test
    @DisplayName("the call is made on a virtual thread")
    @Hint({
        "Which kind of thread does your executor make?",
        "Executors.newVirtualThreadPerTaskExecutor()"
    })
    void onAVirtualThread() throws Exception {
        var madeBy = new AtomicReference<Thread>();

        QuickAnswer.ask(Duration.ofHours(1), () -> madeBy.getAndSet(Thread.currentThread()));

        Thread thread = madeBy.get();
        Expect.that(
                thread != null && thread.isVirtual(),
                "a virtual thread",
                thread == null ? "the call was not made" : "a platform thread",
                "a thread of the operating system waits for the station: a page that asks thousands"
                        + " of stations needs as many");
    }

    @AllSchedules
    @DisplayName("null is an answer too")
    @Hint({
        "How does your answer know that nothing came in time?",
        "A TimeoutException says it. A value that the call could return itself does not."
    })
    void nullIsAnAnswer() throws Exception {
        var control = QuickAnswer.ask(LIMIT, new Station(40, "sunny"));
        Expect.that(
                control instanceof Answer.Answered<String>,
                "Answered, for a station that answers in time",
                control,
                "no answer arrives yet, be it null or not: the first requirement says more");

        Expect.equal(
                new Answer.Answered<String>(null),
                QuickAnswer.ask(LIMIT, new Station(40, null)),
                "null stands for a timeout here, and the station answered null: a value that the"
                        + " call may return cannot say that there was none");
    }

    @AllSchedules
    @DisplayName("a call that fails is not late: ask throws what it threw as the cause")
    @Hint({
        "Who threw the exception that you catch: your wait, or the call?",
        "What a task throws comes out of get as the cause of an ExecutionException. Let it through."
    })
    void failureIsNotLate() throws Exception {
        expectFailure(
                new IllegalStateException("the station is down"),
                "a failure was turned into an answer, or into a timeout");
        expectFailure(
                new TimeoutException("the station's own limit"),
                "the call failed with a TimeoutException of its own: the type alone does not say"
                        + " whose limit was over");
    }

    private static void expectFailure(Exception failure, String why) throws InterruptedException {
        Callable<String> broken =
                () -> {
                    throw failure;
                };
        String expected = "an ExecutionException with the cause " + failure;
        try {
            throw new Unmet(expected, "ask returned " + QuickAnswer.ask(LIMIT, broken), why);
        } catch (ExecutionException failed) {
            Expect.that(
                    failed.getCause() == failure,
                    expected,
                    "the cause is " + failed.getCause(),
                    "the cause was replaced or wrapped once more on its way");
        } catch (RuntimeException other) {
            throw new Unmet(
                    expected,
                    "ask threw " + other,
                    "the failure came by another way than get, in another wrapping");
        }
    }

    /// A call that takes its time, and needs some more to end after an interrupt.
    private static final class Station implements Callable<String> {

        private final Thread caller = Thread.currentThread();
        private final long start = System.nanoTime();
        private final AtomicBoolean byCaller = new AtomicBoolean();
        final AtomicLong interruptedAfter = new AtomicLong(-1);
        final AtomicBoolean ended = new AtomicBoolean();
        private final int delay;
        private final String answer;

        Station(int delay, String answer) {
            this.delay = delay;
            this.answer = answer;
        }

        @Override
        public String call() throws InterruptedException {
            byCaller.set(Thread.currentThread() == caller);
            try {
                Thread.sleep(delay);
                return answer;
            } catch (InterruptedException calledOff) {
                interruptedAfter.set(millis());
                Thread.sleep(30);
                throw calledOff;
            } finally {
                ended.set(true);
            }
        }

        boolean onTheCallersThread() {
            return byCaller.get();
        }

        long millis() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }
}
