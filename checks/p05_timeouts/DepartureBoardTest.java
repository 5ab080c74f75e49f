package p05_timeouts;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p05_timeouts.DepartureBoard.Feed;
import p05_timeouts.DepartureBoard.View;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class DepartureBoardTest {

    private static final Duration LIMIT = Duration.ofMillis(100);

    private static final int HOUR = 3_600_000;

    private final Stopwatch watch = new Stopwatch();

    @AllSchedules
    @DisplayName("what the feed answers in time is shown, an empty list too")
    @Hint({
        "How does refresh know that there was no answer?",
        "An empty list is an answer. Let the exceptions say that there was none."
    })
    void liveInTime() throws Exception {
        Expect.equal(
                new View.Live(List.of("10:05 Hamar")),
                refresh(() -> {
                    Thread.sleep(40);
                    return List.of("10:05 Hamar");
                }),
                "what the feed answered in time did not reach the board");
        Expect.equal(
                new View.Live(List.of()),
                refresh(List::of),
                "an empty list stands for no answer here, so the caller cannot tell a night without"
                        + " trains from a timeout");
    }

    @AllSchedules
    @DisplayName("if the feed fails, the timetable is shown")
    @Hint("What get throws when the call has failed is an ExecutionException.")
    void failingFeed() throws Exception {
        try {
            Expect.equal(
                    new View.Timetable(),
                    refresh(() -> {
                        throw new IOException("no signal");
                    }),
                    "a feed that failed was taken for one that answered");
        } catch (RuntimeException failed) {
            throw new Unmet(
                    "Timetable[], for a feed that fails",
                    "refresh threw " + failed.getClass().getSimpleName(),
                    "the failure of the feed went through the board to whoever looks at it");
        }
    }

    @AllSchedules
    @DisplayName("the board is back at the limit, even when the feed is slow to clean up")
    @Hint({
        "Where does refresh wait a second time, after get?",
        "The end of the try block closes the executor, and close() waits for the call.",
        "Who may wait for a straggler? Let the executor be a field, and the board its owner."
    })
    void backAtTheLimit() throws Exception {
        var feed = new SlowFeed(watch, 400, 300);
        var board = new DepartureBoard(feed, LIMIT);
        watch.reset();

        var view = board.refresh();
        long back = watch.millis();
        board.close();
        Thread.sleep(1000); // whatever still runs gets to its end

        long interrupted = feed.interruptedAfter.get();
        Expect.that(
                interrupted >= 0 || back < 400,
                "refresh is back after 100 ms",
                "after " + back + " ms, with the call at its own end",
                "get gave up at the limit, and then close() waited for the call, to which nobody"
                        + " had said that it is late");
        Expect.that(
                interrupted >= 0,
                "the call is interrupted after 100 ms",
                "it never was",
                "a limit ends the wait and not the call: the railway works on for nobody");
        Expect.that(
                interrupted == 100,
                "the call is interrupted after 100 ms",
                "after " + interrupted + " ms",
                "the call is ended by somebody who comes later than the limit");
        Expect.that(
                back == 100,
                "refresh is back after 100 ms",
                "after " + back + " ms, when the call had cleaned up",
                "an interrupt is a request: whoever closes the executor, or joins the thread, waits"
                        + " for the cleanup as well");
        Expect.equal(new View.Timetable(), view, "there was no answer within the limit");
    }

    @AllSchedules
    @DisplayName("a call that still cleans up does not hold up the next refresh")
    @Hint({
        "Which thread makes the second call, while the first one cleans up?",
        "A pool of one thread is busy until the straggler has ended. A new thread for each call is"
                + " not."
    })
    void nextRefresh() throws Exception {
        var slow = new SlowFeed(watch, 400, 300);
        var first = new AtomicBoolean(true);
        View second;
        try (var board =
                new DepartureBoard(
                        () -> first.getAndSet(false) ? slow.departures() : List.of("10:05 Hamar"),
                        LIMIT)) {
            board.refresh();
            second = board.refresh();
        }

        Expect.equal(
                new View.Live(List.of("10:05 Hamar")),
                second,
                "the second call waited in a queue until the first had cleaned up, and its limit was"
                        + " over before it began");
    }

    @AllSchedules
    @DisplayName("whoever interrupts refresh is heard: the call is interrupted, and refresh throws")
    @Hint({
        "Who wants to know that the thread was interrupted, and who is told?",
        "Declare the InterruptedException and let it through. Is the call ended on that way out?",
        "A finally block runs on every way out: call.cancel(true) does no harm to a call that has"
                + " ended."
    })
    void calledOff() throws Exception {
        var feed = new SlowFeed(watch, 400, 300);
        var board = new DepartureBoard(feed, LIMIT);
        var outcome = new AtomicReference<>("nothing");
        var back = new AtomicLong();
        var status = new AtomicBoolean();
        watch.reset();
        var viewer =
                Thread.startVirtualThread(() -> {
                    try {
                        outcome.set("it returned " + board.refresh());
                    } catch (InterruptedException heard) {
                        outcome.set("");
                    } catch (RuntimeException failed) {
                        outcome.set("it threw " + failed.getClass().getSimpleName());
                    }
                    back.set(watch.millis());
                    status.set(Thread.currentThread().isInterrupted());
                });

        Thread.sleep(50);
        viewer.interrupt();
        viewer.join();
        board.close();
        Thread.sleep(1000);

        long interrupted = feed.interruptedAfter.get();
        Expect.that(
                outcome.get().isEmpty(),
                "refresh throws InterruptedException",
                outcome,
                status.get()
                        ? "the interrupt is noted in the thread, and nobody acts on it: either the"
                                + " status was restored, or the wait is one that no interrupt ends"
                        : "the interrupt was caught and taken for no answer: whoever wanted the"
                                + " board to stop is not heard");
        Expect.that(
                interrupted == 50,
                "the call is interrupted after 50 ms, when its viewer is",
                interrupted < 0 ? "it never was" : "after " + interrupted + " ms",
                "an interrupt reaches the thread that waits and not the call that it waits for:"
                        + " the call has to be cancelled on this way out as well");
        Expect.that(
                back.get() == 50,
                "refresh throws after 50 ms, at once",
                "after " + back + " ms",
                "something on the way out waits until the call has cleaned up");
    }

    @AllSchedules
    @DisplayName("close waits for the calls that have not ended, and interrupts none of them")
    @Hint({
        "A call that cleans up is still running when refresh is back. Who waits for it?",
        "close() of the board closes the executor: that waits, and shutdownNow() does not."
    })
    void closeWaits() throws Exception {
        var feed = new SlowFeed(watch, 400, HOUR);
        var board = new DepartureBoard(feed, LIMIT);
        watch.reset();

        board.refresh();
        Thread.sleep(50); // by now the call cleans up
        board.close();
        long closed = watch.millis();
        long endedBefore = feed.endedAfter.get();
        Thread.sleep(2 * HOUR);

        Expect.that(
                !feed.cleanupCutShort(),
                "the call cleans up for an hour",
                "its cleanup was interrupted",
                "a second interrupt, as of shutdownNow(), hits the call while it cleans up");
        Expect.that(
                endedBefore >= 0,
                "the call has ended when the board is closed",
                "it was still running after " + closed + " ms, and ended " + feed.end(),
                closed > 150
                        ? "the wait of close has a limit of its own, and the call is without an"
                                + " owner after it"
                        : "nobody owns the call: whoever closes the board must wait for what it has"
                                + " started");
    }

    private View refresh(Feed feed) throws InterruptedException {
        try (var board = new DepartureBoard(feed, LIMIT)) {
            return board.refresh();
        }
    }

    /// A feed that takes its time, and some more to clean up after an interrupt.
    private static final class SlowFeed implements Feed {

        final AtomicLong interruptedAfter = new AtomicLong(-1);
        final AtomicLong endedAfter = new AtomicLong(-1);
        private final AtomicLong cutShort = new AtomicLong(-1);
        private final Stopwatch watch;
        private final int delay;
        private final int cleanup;

        SlowFeed(Stopwatch watch, int delay, int cleanup) {
            this.watch = watch;
            this.delay = delay;
            this.cleanup = cleanup;
        }

        @Override
        public List<String> departures() throws InterruptedException {
            try {
                Thread.sleep(delay);
                return List.of("10:05 Hamar");
            } catch (InterruptedException calledOff) {
                interruptedAfter.set(watch.millis());
                cleanUp();
                throw calledOff;
            } finally {
                endedAfter.set(watch.millis());
            }
        }

        private void cleanUp() throws InterruptedException {
            try {
                Thread.sleep(cleanup);
            } catch (InterruptedException again) {
                cutShort.set(watch.millis());
                throw again;
            }
        }

        boolean cleanupCutShort() {
            return cutShort.get() >= 0;
        }

        String end() {
            return "after " + endedAfter + " ms";
        }
    }

    /// Tells the time since its last reset; exact, since an explored check has a clock of its own.
    private static final class Stopwatch {

        private final AtomicLong start = new AtomicLong(System.nanoTime());

        void reset() {
            start.set(System.nanoTime());
        }

        long millis() {
            return Duration.ofNanos(System.nanoTime() - start.get()).toMillis();
        }
    }
}
