package p06_async_resources;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import p06_async_resources.TwoConnections.Connection;
import p06_async_resources.TwoConnections.Work;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class TwoConnectionsTest {

    private final ConcurrentLinkedQueue<String> journal = new ConcurrentLinkedQueue<>();
    private final Station first = new Station("first", 60);
    private final Station second = new Station("second", 100);

    @AllSchedules
    @DisplayName("both are opened at the same time, and the work gets them when both are open")
    @Hint({
        "The second opening need not wait for the first.",
        "Start both on virtual threads, and then wait for both.",
        "An executor of virtual threads: submit both, and the end of its block waits for them."
    })
    void openedTogether() throws Exception {
        long start = System.nanoTime();
        var began = new AtomicLong();

        String answer =
                TwoConnections.withBoth(
                        first,
                        second,
                        (a, b) -> {
                            began.set(Duration.ofNanos(System.nanoTime() - start).toMillis());
                            return a.ask("wind?") + ", " + b.ask("wind?");
                        });

        Expect.equal(
                "first: calm, second: calm",
                answer,
                "the work got the connections in another order, or its result was lost");
        Expect.that(
                began.get() == 100,
                "the work begins after 100 ms, with openings of 60 ms and 100 ms",
                "after " + began + " ms",
                began.get() == 160
                        ? "the second opening begins only when the first has ended: the two waits"
                                + " add up"
                        : "something else than the two openings is waited for");
    }

    @AllSchedules
    @DisplayName("after the work the second is closed, then the first, each once")
    @Hint({
        "Which statement closes what it has opened, on every way out, in reverse?",
        "try (var a = …; var b = …) closes b, then a, after a return and after an exception.",
    })
    void closedInReverse() throws Exception {
        TwoConnections.withBoth(first, second, work(null));
        expectClosedInReverse("the work ended well");

        journal.clear();
        var broken = new IOException("the report is too long");
        expectThrown(broken, first, second, work(broken));
        expectClosedInReverse("the work failed");

        var task = new IOException("a task of the work failed");
        var ofTheWork = new ExecutionException("no report", task);
        expectThrown(ofTheWork, first, second, work(ofTheWork));
    }

    @AllSchedules
    @DisplayName("the first failure is thrown, what fails at closing is suppressed under it")
    @Hint({
        "Three things fail here, one after the other. Which one does the caller want to see?",
        "A finally block that throws replaces what was thrown before. Suppressed exceptions stay.",
        "try-with-resources does all of this: it closes each, and adds what fails with"
                + " addSuppressed."
    })
    void failuresAreKept() throws Exception {
        first.closing = new IOException("the first line hangs");
        second.closing = new IOException("the second line hangs");

        var broken = new IOException("the report is too long");
        expectThrown(broken, first, second, work(broken));
        expectClosedInReverse("the work failed, and so did both closings");
        Expect.equal(
                List.of(second.closing, first.closing),
                List.of(broken.getSuppressed()),
                "what failed at closing was dropped: nobody will ever know that it happened");

        journal.clear();
        expectThrown(second.closing, first, second, work(null));
        expectClosedInReverse("the second could not be closed");
    }

    @AllSchedules
    @DisplayName("if the second cannot be opened, the first is closed")
    @Hint({
        "When the second opening fails, the first connection may be open, or on its way.",
        "A failed opening needs no close. What does the other one need, and who waits for it?",
        "Wait until both openings have ended, before you look at how."
    })
    void secondFails() throws Exception {
        second.opening = new IOException("no free line");
        expectOtherClosed(second, first);
        second.millis = 30; // now the first is open only after the failure
        expectOtherClosed(second, first);
        second.millis = 60; // and now they end at the same moment
        expectOtherClosed(second, first);
    }

    @AllSchedules
    @DisplayName("if the first cannot be opened, the second is closed, even if it is open later")
    @Hint({
        "The first opening fails after 60 ms, the second is open after 100 ms. Who closes it?",
        "Asking for the first connection throws. Nothing after that line is run: is the second"
                + " owned by a block already?",
        "Wrap each Future in a small AutoCloseable, whose close closes what was opened. Open a try"
                + " block with both wrappers, and ask for the connections inside of it."
    })
    void firstFails() throws Exception {
        first.opening = new IOException("no free line");
        expectOtherClosed(first, second);
        second.millis = 30; // now the second is open before the failure
        expectOtherClosed(first, second);
        second.millis = 60; // and now they end at the same moment
        expectOtherClosed(first, second);
        second.millis = 100; // and now it fails, too
        second.opening = new IOException("the station is snowed in");
        expectThrown(first.opening, first, second, work(null));
    }

    private void expectOtherClosed(Station broken, Station other) throws Exception {
        int openedBefore = other.opened.get();
        int closedBefore = other.closed.get();
        String times =
                "the opening of the %s fails after %d ms, that of the %s takes %d ms"
                        .formatted(broken.name, broken.millis, other.name, other.millis);

        expectThrown(
                broken.opening,
                first,
                second,
                (a, b) -> {
                    throw new Unmet(
                            "no work without both connections: " + times,
                            "the work was called",
                            "the failure of an opening was not looked at before the work began");
                });
        int opened = other.opened.get() - openedBefore;
        int closed = other.closed.get() - closedBefore;
        Thread.sleep(500); // what still goes on gets to its end

        int openedInTheEnd = other.opened.get() - openedBefore;
        Expect.that(
                openedInTheEnd == opened,
                "nothing goes on when withBoth throws: " + times,
                "the " + other.name + " was opened after that",
                "the failure of one opening does not end the other: nobody waited for it, and"
                        + " nobody closes what it opens");
        Expect.that(
                closed == opened,
                "what was opened is closed: " + times,
                closed == 0
                        ? "the " + other.name + " was opened, and not closed"
                        : "the " + other.name + " was closed " + closed + " times",
                "an opening came through, and its connection reached nobody who closes it: the"
                        + " failure of the other was thrown first, or a cancelled Future has thrown"
                        + " its result away");
    }

    private void expectThrown(
            Exception failure,
            Callable<Connection> first,
            Callable<Connection> second,
            Work<String> work)
            throws Exception {
        String expected =
                failure.getClass().getSimpleName() + ": " + failure.getMessage() + " is thrown";
        String result;
        try {
            result = TwoConnections.withBoth(first, second, work);
        } catch (UnsupportedOperationException notWritten) {
            throw notWritten;
        } catch (Exception thrown) {
            boolean wrapped = false;
            for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
                wrapped |= cause == failure;
            }
            Expect.that(
                    thrown == failure,
                    expected,
                    thrown,
                    thrown == failure.getCause()
                            ? "what the work threw was unwrapped: only what your own Future.get"
                                    + " throws is a wrapping"
                            : wrapped
                                    ? "the failure is wrapped: what Future.get throws has the failure as"
                                            + " its cause"
                                    : "a later failure has replaced the first, as one in a finally block"
                                            + " does");
            return;
        }
        throw new Unmet(expected, "withBoth returned " + result, "the failure was swallowed");
    }

    private void expectClosedInReverse(String when) {
        var last = List.copyOf(journal);
        last = last.subList(last.indexOf("work") + 1, last.size());
        Expect.that(
                last.equals(List.of("second closed", "first closed")),
                "second closed, first closed, after " + when,
                last.isEmpty() ? "nothing was closed" : String.join(", ", last),
                last.equals(List.of("first closed", "second closed"))
                        ? "they are closed in the order of their opening: what was opened last may"
                                + " build on what was opened first, so it goes first"
                        : last.size() > 2
                                ? "a connection is closed by two owners"
                                : "a close was skipped: an exception left the method before it");
    }

    private Work<String> work(Exception failure) {
        return (a, b) -> {
            journal.add("work");
            if (failure != null) {
                throw failure;
            }
            return "report";
        };
    }

    /// Opens a connection after a while, or fails after it.
    private final class Station implements Callable<Connection> {

        final String name;
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        int millis;
        Exception opening;
        Exception closing;

        Station(String name, int millis) {
            this.name = name;
            this.millis = millis;
        }

        @Override
        public Connection call() throws Exception {
            Thread.sleep(millis);
            if (opening != null) {
                throw opening;
            }
            opened.incrementAndGet();
            return new Line(this);
        }
    }

    private final class Line implements Connection {

        private final Station station;

        Line(Station station) {
            this.station = station;
        }

        @Override
        public String ask(String question) {
            return station.name + ": calm";
        }

        @Override
        public void close() throws Exception {
            station.closed.incrementAndGet();
            journal.add(station.name + " closed");
            if (station.closing != null) {
                throw station.closing;
            }
        }
    }
}
