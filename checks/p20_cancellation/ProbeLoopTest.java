package p20_cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class ProbeLoopTest {

    private static final int SHOW = 100;

    @AllSchedules
    @DisplayName("values are measured and shown one after the other, until the interrupt")
    @Hint({
        "What keeps the loop going, and what is one round of it?",
        "while (!Thread.currentThread().isInterrupted()) { board.show(probe.measure()); }"
    })
    void measuresAndShows() throws Exception {
        var station = new Station();
        var loop = new LoopThread(station);
        Thread.sleep(2 * SHOW + 50);
        var shown = List.copyOf(station.shown);
        loop.interrupt();
        loop.expectEnd(station);

        Expect.equal(
                List.of(1.0, 2.0),
                shown,
                "each value is shown before the next is measured, and the board takes 100 ms: this is"
                        + " what it shows within 250 ms");
    }

    @AllSchedules
    @DisplayName("an interrupt while the board is waited for ends the loop")
    @Hint({
        "Where does your catch block lead: out of the loop, or back into it?",
        "An InterruptedException is the request to stop. A loop that catches it must end.",
        "Restore the status in the catch block, and let the condition of the loop look at it."
    })
    void interruptedAtTheBoard() throws Exception {
        var station = new Station();
        var loop = new LoopThread(station);
        Thread.sleep(SHOW / 2);
        loop.interrupt();
        loop.expectEnd(station);

        station.expectMeasured(
                1,
                "the InterruptedException was caught, and the loop went on: swallowed, or caught as"
                        + " one more failure, or with a condition that nobody looks at");
        Expect.that(
                loop.endedAfter() == SHOW / 2,
                "run returns at the moment of the interrupt, after 50 ms",
                "after " + loop.endedAfter() + " ms",
                "the interrupt did not end the wait for the board, or something else was waited for");
    }

    @AllSchedules
    @DisplayName("an interrupt while the probe computes, or before the start, ends the loop")
    @Hint({
        "If nothing in a round blocks, who throws the InterruptedException?",
        "A status that is set throws nothing by itself. The loop has to look at it.",
        "while (!Thread.currentThread().isInterrupted()): before each round."
    })
    void interruptedWhileComputing() throws Exception {
        var station = new Station();
        station.boardIsQuick = true; // nothing in the loop blocks: it has to look for itself
        station.interruptedInRound = 3;
        new LoopThread(station).expectEnd(station);
        station.expectMeasured(
                3,
                "the loop never looks: without a call that blocks, nothing throws an"
                        + " InterruptedException, and the status is only a mark that must be read");

        var early = new Station();
        early.boardIsQuick = true;
        var interrupted = new LoopThread(early, true);
        interrupted.expectEnd(early);
        early.expectMeasured(
                0,
                "the loop looks only after its first round: an interrupt that came before it began"
                        + " counts as well");
    }

    @AllSchedules
    @DisplayName("the interrupt status is set when run returns, wherever the interrupt came")
    @Hint({
        "Who clears the status: isInterrupted(), interrupted(), the exception?",
        "Thread.interrupted() and a thrown InterruptedException both clear it. Somebody set it, and"
                + " whoever called run has not seen it yet.",
        "Thread.currentThread().interrupt() sets it again; isInterrupted() leaves it as it is."
    })
    void statusIsKept() throws Exception {
        var atTheBoard = new Station();
        var loop = new LoopThread(atTheBoard);
        Thread.sleep(SHOW / 2);
        loop.interrupt();
        loop.expectEnd(atTheBoard);
        loop.expectStatus(
                "the board was waited for",
                "the exception has cleared the status, and nobody has set it again: whoever called"
                        + " run does not learn that it was asked to stop");

        var computing = new Station();
        computing.boardIsQuick = true;
        computing.interruptedInRound = 2;
        var busy = new LoopThread(computing);
        busy.expectEnd(computing);
        busy.expectStatus(
                "the probe computed",
                "Thread.interrupted() clears the status when it reads it: the loop has ended, and"
                        + " whoever called run does not learn why");
    }

    @AllSchedules
    @DisplayName("a broken line costs one value, and the loop goes on")
    @Hint({
        "What is the loop to do after an IOException, and after an InterruptedException?",
        "Two catch blocks inside of the loop: one goes on with the next round, the other ends it."
    })
    void brokenLine() throws Exception {
        var station = new Station();
        station.brokenInRound = 2;
        var loop = new LoopThread(station);
        Thread.sleep(3 * SHOW + 50);
        var shown = List.copyOf(station.shown);
        loop.interrupt();
        loop.expectEnd(station);

        Expect.equal(
                List.of(1.0, 3.0, 4.0),
                shown,
                shown.size() == 1
                        ? "the IOException ended the loop: a broken line is no request to stop"
                        : "one value is lost when the line is broken, and no other: this is what"
                                + " the board shows within 350 ms");
    }

    /// A loop that never ends must not keep the check: an error that no honest program catches.
    private static final class Runaway extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// A probe and a board. Used by the thread of the loop, and looked at when that has ended.
    private static final class Station implements ProbeLoop.Probe, ProbeLoop.Board {

        private static final int LAST_ROUND = 12;

        final List<Double> shown = new CopyOnWriteArrayList<>();
        int measured;
        boolean boardIsQuick;
        int interruptedInRound;
        int brokenInRound;

        @Override
        public double measure() {
            if (measured == LAST_ROUND) {
                throw new Runaway();
            }
            measured++;
            if (measured == interruptedInRound) {
                // As if the owner did it, at this very moment.
                Thread.currentThread().interrupt();
            }
            return measured;
        }

        @Override
        public void show(double value) throws IOException, InterruptedException {
            if (measured == brokenInRound) {
                throw new IOException("the line is broken");
            }
            if (!boardIsQuick) {
                Thread.sleep(SHOW);
            }
            shown.add(value);
        }

        void expectMeasured(int times, String why) {
            Expect.that(
                    measured <= times,
                    "no value is measured after the interrupt: %d in all".formatted(times),
                    measured == LAST_ROUND
                            ? "the loop goes on without end"
                            : measured + " values were measured",
                    why);
        }
    }

    /// The thread that runs the loop, and how that ended.
    private static final class LoopThread {

        private final long start = System.nanoTime();
        private final Thread thread;
        private Throwable failure;
        private boolean status;
        private long ended;

        LoopThread(Station station) {
            this(station, false);
        }

        LoopThread(Station station, boolean interruptedBefore) {
            thread =
                    Thread.ofVirtual()
                            .name("probe loop")
                            .start(() -> {
                                if (interruptedBefore) {
                                    Thread.currentThread().interrupt();
                                }
                                run(station);
                            });
        }

        private void run(Station station) {
            try {
                new ProbeLoop(station, station).run();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            status = Thread.currentThread().isInterrupted();
            ended = Duration.ofNanos(System.nanoTime() - start).toMillis();
        }

        void interrupt() {
            thread.interrupt();
        }

        long endedAfter() {
            return ended;
        }

        void expectEnd(Station station) throws InterruptedException {
            if (!thread.join(Duration.ofHours(1))) {
                throw new Unmet(
                        "run returns after the interrupt",
                        "it has not returned",
                        "the loop does not look at the interrupt status, and waits for something"
                                + " else");
            }
            if (failure != null && !(failure instanceof Runaway)) {
                if (failure instanceof UnsupportedOperationException notWritten) {
                    throw notWritten;
                }
                throw new Unmet(
                        "run returns after the interrupt",
                        "it threw " + failure,
                        "whoever runs a Runnable expects no exception: that a thread was asked to"
                                + " stop is said by its status");
            }
            Expect.that(
                    failure == null || station.measured > 0,
                    "run measures and shows",
                    "it ended at once",
                    "the loop never began");
        }

        void expectStatus(String where, String why) {
            Expect.that(
                    failure == null,
                    "run returns after an interrupt while " + where,
                    "the loop goes on without end",
                    "the loop does not answer the interrupt, so it does not come to an end with any"
                            + " status");
            Expect.that(
                    status,
                    "the interrupt status is set when run returns: the interrupt came while "
                            + where,
                    "it is not set",
                    why);
        }
    }
}
