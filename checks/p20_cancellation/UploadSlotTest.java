package p20_cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p20_cancellation.UploadSlot.Ending;
import p20_cancellation.UploadSlot.Upload;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class UploadSlotTest {

    private static final int UPLOAD = 200;
    private static final int CLEANUP = 40;
    private static final Duration LONG = Duration.ofHours(1);

    private final Film film = new Film();
    private final UploadSlot slot = new UploadSlot(film);

    @AllSchedules
    @DisplayName("start starts the upload once, on a virtual thread, and returns at once")
    @Hint({
        "Who runs the upload: the thread that calls start, or another?",
        "Thread.ofVirtual().start(…), and remember the thread: it is how you reach the upload."
    })
    void startsOnce() throws Exception {
        boolean first = begin(slot);
        boolean second = begin(slot);
        Thread.sleep(UPLOAD + 1);

        Expect.that(
                film.begun.get() == 1,
                "the upload runs once, after two calls of start",
                film.begun + " times",
                film.begun.get() == 0
                        ? "it was never started"
                        : "the second call does not look whether there was a first");
        Expect.that(
                first && !second,
                "start returns true, and false the second time",
                "%s, and %s".formatted(first, second),
                "start says whether this call has started the upload");
        Expect.that(
                film.virtual.get(),
                "the upload runs on a virtual thread",
                "it ran on a platform thread",
                "the upload only waits, and a platform thread is dear for that");
        var end = new Canceller(slot, LONG);
        end.expect(new Ending.Completed(), 0, "the upload had come to its end before");
    }

    @AllSchedules
    @DisplayName("cancel interrupts the upload, and returns when its cleanup is over")
    @Hint({
        "When the interrupt is sent, what does the upload still have to do?",
        "Future.cancel returns at once, and its get throws, while the task still cleans up. Wait"
                + " for the thread itself.",
        "thread.interrupt(), then thread.join(limit): true if it has ended."
    })
    void waitsForTheEnd() throws Exception {
        begin(slot);
        Thread.sleep(50);
        var cancel = new Canceller(slot, LONG);
        cancel.expect(
                new Ending.Cancelled(),
                CLEANUP,
                "the upload is interrupted, and needs 40 ms to remove its half of a film");
        film.expectToldOnce();
        film.expectEnded();
    }

    @AllSchedules
    @DisplayName("when the limit is over, cancel says StillRunning, and a later one the real end")
    @Hint({
        "How long may cancel wait, and what does it say when the upload has not ended then?",
        "thread.join(limit) returns false when the limit is over.",
        "Ask again later: do not interrupt again, and look at what has become of it."
    })
    void limitIsKept() throws Exception {
        begin(slot);
        Thread.sleep(50);
        var impatient = new Canceller(slot, Duration.ofMillis(30));
        impatient.expect(
                new Ending.StillRunning(), 30, "the limit of this call is over before the cleanup");
        var later = new Canceller(slot, LONG);
        later.expect(new Ending.Cancelled(), 10, "10 ms later the cleanup is over");
        film.expectToldOnce();

        var deaf = new Film();
        deaf.deaf = true;
        var other = new UploadSlot(deaf);
        begin(other);
        Thread.sleep(50);
        new Canceller(other, Duration.ofMillis(30))
                .expect(new Ending.StillRunning(), 30, "this upload does not answer interrupts");
        new Canceller(other, LONG)
                .expect(
                        new Ending.Completed(),
                        UPLOAD + CLEANUP - 80,
                        "this upload has swallowed its interrupt and came to its own end");
    }

    @AllSchedules
    @DisplayName("two who cancel at the same time both wait for the end, and interrupt once")
    @Hint({
        "Who of the two interrupts, and what does the other do meanwhile?",
        "The second interrupt meets the cleanup. Decide and note under a lock who is the first.",
        "Both wait for the thread, and neither while holding the lock."
    })
    void toldOnce() throws Exception {
        begin(slot);
        Thread.sleep(50);
        var one = new Canceller(slot, LONG);
        var two = new Canceller(slot, LONG);
        one.expect(new Ending.Cancelled(), CLEANUP, "both wait for the same end");
        two.expect(new Ending.Cancelled(), CLEANUP, "both wait for the same end");
        film.expectToldOnce();
        new Canceller(slot, LONG).expect(new Ending.Cancelled(), 0, "it has ended before");
    }

    @AllSchedules
    @DisplayName("each caller waits as long as its own limit, whoever else waits")
    @Hint({
        "What does the second caller wait for: the upload, or the first caller?",
        "synchronized around the waiting makes the second caller queue behind the first.",
        "Hold the lock to decide who interrupts, and leave it before you wait."
    })
    void ownLimits() throws Exception {
        film.deaf = true;
        begin(slot);
        Thread.sleep(50);
        var patient = new Canceller(slot, LONG);
        Thread.sleep(10);
        var impatient = new Canceller(slot, Duration.ofMillis(30));
        impatient.expect(new Ending.StillRunning(), 30, "its own limit is 30 ms");
        patient.expect(
                new Ending.Completed(),
                UPLOAD + CLEANUP - 50,
                "it waits until the upload has ended");
    }

    @AllSchedules
    @DisplayName("an upload that is cancelled before start never runs")
    @Hint({
        "What is there to interrupt before start, and who has to remember the wish?",
        "A flag that cancel sets and start reads, under the same lock.",
        "Without a thread there is nothing to wait for: Cancelled, at once."
    })
    void cancelledBefore() throws Exception {
        new Canceller(slot, LONG).expect(new Ending.Cancelled(), 0, "there is nothing to wait for");
        boolean started = begin(slot);
        Thread.sleep(1);
        Expect.that(
                film.begun.get() == 0 && !started,
                "the upload never runs, and start returns false",
                "start returned %s, and the upload began %d times"
                        .formatted(started, film.begun.get()),
                "cancel found nothing to interrupt, and nobody remembered the wish");
        new Canceller(slot, LONG).expect(new Ending.Cancelled(), 0, "it has never begun");
    }

    @AllSchedules
    @DisplayName("start and cancel at the same moment: it never runs, or it is interrupted")
    @Hint({
        "Between looking whether it is cancelled and noting the thread, what may happen?",
        "start looks and acts in two steps, and so does cancel. Both under one lock.",
        "lock.lock(); try { if (cancelled || thread != null) … thread = … } finally { lock.unlock(); }"
    })
    void startAndCancel() throws Exception {
        var started = new AtomicBoolean();
        Thread starter = Thread.ofVirtual().name("starter").start(() -> started.set(slot.start()));
        var cancel = new Canceller(slot, LONG);
        var end = cancel.end("cancel returns");
        starter.join();
        Thread.sleep(1);

        Expect.that(
                film.running.get() == 0,
                "no upload is running when start and cancel have returned",
                "it runs, start returned %s, and %s".formatted(started, end),
                "cancel came between the two steps of start, found nothing to interrupt, and the"
                        + " upload began all the same");
        Expect.that(
                started.get() || film.begun.get() == 0,
                "start returns false if the upload never runs, and true if it does",
                "start returned %s, and the upload began %d times"
                        .formatted(started, film.begun.get()),
                "start does not say what became of the upload");
        // Interrupted before its first step, it is cancelled as well.
        Expect.equal(
                new Ending.Cancelled(),
                end.ending,
                "the upload never began, or it was interrupted: both are Cancelled");
    }

    @AllSchedules
    @DisplayName("the ending says what the upload did, not what was asked of it")
    @Hint({
        "An upload may throw anything, asked or not. Which of it is a cancellation?",
        "Catch the InterruptedException apart, and look whether you have sent it.",
        "catch (Throwable failure): an Error that is not caught is lost with its thread."
    })
    void endings() throws Exception {
        var full = new IOException("the disk is full");
        expectFailed(full, false, "it threw that, and nobody had asked it to end");
        expectFailed(new StackOverflowError(), false, "it threw that: whatever it throws counts");
        expectFailed(
                new InterruptedException("from a part of its own"),
                false,
                "nobody has cancelled it: its InterruptedException is a failure like any other");
        expectFailed(full, true, "it was asked to end, and failed when it cleaned up");

        var slow = new Film();
        slow.completes = true;
        var other = new UploadSlot(slow);
        begin(other);
        Thread.sleep(50);
        new Canceller(other, LONG)
                .expect(
                        new Ending.Completed(),
                        CLEANUP,
                        "it has returned: the film is on the server, whoever asked it to end");
    }

    private static void expectFailed(Throwable failure, boolean asked, String why)
            throws Exception {
        var broken = new Film();
        broken.failure = failure;
        broken.failsWhenAsked = asked;
        var other = new UploadSlot(broken);
        begin(other);
        Thread.sleep(50);
        new Canceller(other, LONG).expect(new Ending.Failed(failure), asked ? CLEANUP : 0, why);
    }

    @AllSchedules
    @DisplayName("a cancel that comes too late interrupts nobody")
    @Hint({
        "The upload has ended. Whose thread does cancel interrupt now?",
        "A thread of a pool runs other tasks when yours has ended. Give each upload a thread of its"
                + " own."
    })
    void tooLate() throws Exception {
        begin(slot);
        Thread.sleep(UPLOAD + 50); // now it has ended
        var other = new Film();
        var next = new UploadSlot(other);
        begin(next);
        Thread.sleep(50);
        new Canceller(slot, LONG).expect(new Ending.Completed(), 0, "it has ended before");
        Thread.sleep(UPLOAD);

        Expect.that(
                other.told.get() == 0 && other.begun.get() == 1,
                "the upload of another slot goes on",
                other.begun.get() == 0 ? "it has not begun" : "it was interrupted",
                other.begun.get() == 0
                        ? "one slot waits for another: each upload needs a thread of its own"
                        : "the thread runs the upload of another slot by now: who interrupts a"
                                + " thread that is not its own hits whatever runs there");
    }

    @AllSchedules
    @DisplayName("a caller who is interrupted in cancel leaves, and the upload is told")
    @Hint({
        "The caller waits in cancel and is interrupted itself. What is it to do?",
        "Let the InterruptedException of join through. The upload was told before."
    })
    void interruptedCaller() throws Exception {
        begin(slot);
        Thread.sleep(50);
        var caller = new Canceller(slot, LONG);
        Thread.sleep(10);
        caller.interrupt();
        caller.expectInterrupted(10);
        new Canceller(slot, LONG)
                .expect(
                        new Ending.Cancelled(),
                        CLEANUP - 10,
                        "the upload was told by the first caller, and cleans up");
        film.expectToldOnce();
    }

    private static boolean begin(UploadSlot slot) {
        long begin = System.nanoTime();
        boolean started = slot.start();
        Expect.that(
                millisSince(begin) == 0,
                "start returns at once",
                "after " + millisSince(begin) + " ms",
                "the upload runs on the thread that calls start, or start waits for it");
        return started;
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    /// An upload of 200 ms. When it is interrupted it cleans up for 40 ms.
    private static final class Film implements Upload {

        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger told = new AtomicInteger();
        private final AtomicBoolean virtual = new AtomicBoolean();
        private boolean deaf;
        private boolean completes;
        private boolean failsWhenAsked;
        private Throwable failure;

        @Override
        public void run() throws Exception {
            begun.incrementAndGet();
            virtual.set(Thread.currentThread().isVirtual());
            running.incrementAndGet();
            try {
                if (deaf) {
                    sleepOn(UPLOAD + CLEANUP);
                    return;
                }
                if (failure != null && !failsWhenAsked) {
                    fail();
                }
                send();
            } finally {
                running.decrementAndGet();
            }
        }

        private void send() throws Exception {
            try {
                Thread.sleep(UPLOAD);
            } catch (InterruptedException asked) {
                told.incrementAndGet();
                sleepOn(CLEANUP);
                if (failsWhenAsked) {
                    fail();
                }
                if (!completes) {
                    throw asked;
                }
            }
        }

        /// Cannot be shortened, and counts who tries.
        private void sleepOn(int millis) {
            long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
            while (System.nanoTime() < end) {
                try {
                    Thread.sleep(Duration.ofNanos(end - System.nanoTime()));
                } catch (InterruptedException again) {
                    told.incrementAndGet();
                }
            }
        }

        private void fail() throws Exception {
            switch (failure) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                default -> throw new IllegalStateException(failure);
            }
        }

        void expectToldOnce() {
            Expect.that(
                    told.get() == 1,
                    "the upload is interrupted once",
                    told + " times",
                    told.get() == 0
                            ? "cancel does not reach the thread of the upload: it completes or"
                                    + " cancels something that only stands for it"
                            : "each call of cancel interrupts: the second interrupt meets the"
                                    + " cleanup, and may break it off");
        }

        void expectEnded() {
            Expect.that(
                    running.get() == 0,
                    "the upload has ended when cancel returns",
                    "it still runs",
                    "cancel returned when it had asked, and did not wait for the answer");
        }
    }

    /// A thread that cancels, and how that went.
    private static final class Canceller {

        private record End(Ending ending, Throwable failure, long millis) {
            @Override
            public String toString() {
                return (failure == null ? "cancel returned " + ending : "cancel threw " + failure)
                        + " after "
                        + millis
                        + " ms";
            }
        }

        private final Thread thread;
        private final AtomicReference<End> end = new AtomicReference<>();

        Canceller(UploadSlot slot, Duration limit) {
            Callable<Ending> call = () -> slot.cancel(limit);
            long begin = System.nanoTime();
            thread =
                    Thread.ofVirtual()
                            .name("canceller")
                            .start(() -> {
                                Ending ending = null;
                                Throwable failure = null;
                                try {
                                    ending = call.call();
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                end.set(new End(ending, failure, millisSince(begin)));
                            });
        }

        void interrupt() {
            thread.interrupt();
        }

        End end(String expected) throws InterruptedException {
            Expect.that(
                    thread.join(LONG.multipliedBy(2)),
                    expected,
                    "cancel has not returned after two hours",
                    "cancel waits for something that never comes");
            if (end.get().failure instanceof UnsupportedOperationException notWritten) {
                throw notWritten;
            }
            return end.get();
        }

        void expect(Ending ending, long afterMillis, String why) throws InterruptedException {
            String expected = "%s, after %d ms".formatted(ending, afterMillis);
            var found = end(expected);
            Expect.that(
                    found.failure == null,
                    expected,
                    found,
                    "cancel says how the upload ended, and throws only when its caller is"
                            + " interrupted: "
                            + why);
            Expect.that(
                    found.millis >= afterMillis,
                    expected,
                    found,
                    "cancel returned before the upload had ended, and called it %s: %s"
                            .formatted(name(found.ending), why));
            Expect.that(
                    found.millis == afterMillis,
                    expected,
                    found,
                    "cancel waits longer than for the end of the upload or for its own limit: it"
                            + " queues behind another caller, or does not look at the limit");
            Expect.that(ending.equals(found.ending), expected, found, why);
        }

        private static String name(Ending ending) {
            return ending == null ? "null" : ending.getClass().getSimpleName();
        }

        void expectInterrupted(long afterMillis) throws InterruptedException {
            String expected = "InterruptedException, after %d ms".formatted(afterMillis);
            var found = end(expected);
            Expect.that(
                    found.failure instanceof InterruptedException && found.millis == afterMillis,
                    expected,
                    found,
                    "the caller was asked to stop while it waited: its own interrupt must end its"
                            + " wait, and come out as it is");
        }
    }
}
