package p06_async_resources;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p06_async_resources.StationLink.Line;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class StationLinkTest {

    private final FakeLine line = new FakeLine();

    @AllSchedules
    @DisplayName("if HELLO fails, the line is hung up, and the failure goes on to the caller")
    @Hint({
        "try-with-resources closes what open has returned. What if it returns nothing?",
        "Between dial and return, open owns the line. Catch, hang up, throw again.",
        "catch (Throwable failure): hang up, failure.addSuppressed(what that throws), throw"
                + " failure."
    })
    void openFailsHalfway() throws Exception {
        line.hello = new IOException("the station is busy");
        expectHalfOpen(line.hello);
        line.hangingUp = new IOException("the line hangs");
        expectHalfOpen(line.hello);
        Expect.equal(
                List.of(line.hangingUp),
                List.of(line.hello.getSuppressed()),
                "what failed while the half-open link was given back is kept nowhere");
    }

    private void expectHalfOpen(Exception failure) throws Exception {
        line.reset();
        String expected = tell(failure) + " is thrown";
        try {
            StationLink.open(() -> line);
        } catch (Exception thrown) {
            Expect.that(
                    thrown == failure,
                    expected,
                    thrown,
                    "the second failure has replaced the first, which says why the link could not"
                            + " be opened");
            expectHungUpOnce("after " + tell(failure), "open");
            return;
        }
        throw new Unmet(expected, "open returned a link", "the failure of HELLO was swallowed");
    }

    @AllSchedules
    @DisplayName("if the thread is interrupted during HELLO, the line is hung up")
    @Hint({
        "A thread that is interrupted leaves send by another exception than a station that fails.",
        "InterruptedException is no IOException. Which type covers every way out of send?"
    })
    void openIsInterrupted() throws Exception {
        var outcome = new AtomicReference<>("it returned a link");
        var caller =
                Thread.startVirtualThread(() -> {
                    try {
                        StationLink.open(() -> line);
                    } catch (InterruptedException heard) {
                        outcome.set("InterruptedException");
                    } catch (IOException | RuntimeException failed) {
                        outcome.set("it threw " + failed);
                    }
                });
        Thread.sleep(20); // HELLO takes 50 ms
        caller.interrupt();
        caller.join();

        Expect.equal(
                "InterruptedException",
                outcome.get(),
                "whoever interrupted the opening is not heard");
        expectHungUpOnce("after an interrupt during HELLO", "open");
    }

    @AllSchedules
    @DisplayName("connected until close is called, and not used after it")
    @Hint({
        "What does connected still say after close, and who changes that?",
        "One field tells whether the link is open. close sets it first, before anything can fail.",
        "ask looks at it: if the link is closed, throw new IllegalStateException(…)."
    })
    void notUsedAfterItsBlock() throws Exception {
        for (var bye : new IOException[] {null, new IOException("3 readings not stored")}) {
            line.reset();
            line.bye = bye;
            var link = StationLink.open(() -> line);
            Expect.that(
                    link.connected() && link.ask("wind?").equals("answer to wind?"),
                    "connected, and asked, before close",
                    "connected: " + link.connected(),
                    "an open link is taken for a closed one");
            closeQuietly(link);
            Expect.that(
                    !link.connected(),
                    "not connected after close" + (bye == null ? "" : ", when BYE fails"),
                    "connected",
                    bye == null
                            ? "the flag was set when the link was opened, and nobody ever takes it"
                                    + " back: it tells of the past"
                            : "the flag is taken back after BYE, and BYE has thrown");
            expectNoUse(link);
        }
    }

    private void expectNoUse(StationLink link) throws Exception {
        int sent = line.sent.get();
        String expected = "IllegalStateException for a question after close";
        String why = "a link that somebody kept is used after its block: its line may belong to";
        try {
            String answer = link.ask("wind?");
            throw new Unmet(expected, "ask returned '" + answer + "'", why + " another by now");
        } catch (IllegalStateException refused) {
            Expect.that(
                    line.sent.get() == sent,
                    "nothing is sent after close",
                    "the question was sent",
                    "the link finds out too late that it is closed");
        } catch (IOException | RuntimeException other) {
            throw new Unmet(
                    expected,
                    "ask threw " + other.getClass().getSimpleName(),
                    "the caller cannot tell a closed link from a broken line or from a bug: the"
                            + " link itself must look whether it is open");
        }
    }

    @AllSchedules
    @DisplayName("if BYE fails, close hangs up, and throws what BYE threw")
    @Hint({
        "What follows BYE when BYE throws?",
        "The line is a resource of its own, and closing it is hanging up.",
        "try (Closeable hangsUp = line::hangUp) { line.send(\"BYE\"); } hangs up in any case, and"
                + " suppresses what fails second."
    })
    void byeFails() throws Exception {
        line.bye = new IOException("3 readings not stored");
        var link = StationLink.open(() -> line);
        expectFailureOfClose(link, line.bye);
        expectHungUpOnce("after BYE has failed", "close");

        line.reset();
        line.bye = new IOException("4 readings not stored");
        line.hangingUp = new IOException("the line hangs");
        expectFailureOfClose(StationLink.open(() -> line), line.bye);
        Expect.equal(
                List.of(line.hangingUp),
                List.of(line.bye.getSuppressed()),
                "the second failure is kept nowhere");

        line.reset();
        line.hangingUp = null;
        line.bug = new IllegalStateException("no such station");
        expectFailureOfClose(StationLink.open(() -> line), line.bug);
        expectHungUpOnce("after BYE has failed with a bug", "close");
    }

    private void expectFailureOfClose(StationLink link, Exception failure) {
        String expected = "close throws " + tell(failure);
        try {
            link.close();
        } catch (Exception thrown) {
            Expect.that(
                    thrown == failure,
                    expected,
                    thrown,
                    "the failure of hanging up has replaced that of BYE, as a finally block does");
            return;
        }
        throw new Unmet(
                expected,
                "close returned",
                "close has swallowed the failure: the readings are lost, and nobody is told");
    }

    @AllSchedules
    @DisplayName("if the thread is interrupted, close hangs up, and the interrupt status is set")
    @Hint({
        "An interrupt ends BYE. What may it not end?",
        "AutoCloseable advises against a close that throws InterruptedException. How else is the"
                + " caller told?",
        "catch (InterruptedException hurry) { Thread.currentThread().interrupt(); } and hang up in"
                + " any case."
    })
    void closeIsInterrupted() throws Exception {
        expectHungUpWhenInterrupted(20, "during BYE");
        expectHungUpWhenInterrupted(0, "before close");
        line.hangingUp = new IOException("the line hangs");
        expectHungUpWhenInterrupted(20, "during BYE, when hanging up fails");
    }

    private void expectHungUpWhenInterrupted(int afterMillis, String when) throws Exception {
        line.reset();
        var link = StationLink.open(() -> line);
        var status = new AtomicBoolean();
        var thrown = new AtomicReference<Exception>();
        var closer =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            try {
                                if (afterMillis == 0) {
                                    Thread.currentThread().interrupt();
                                }
                                link.close();
                            } catch (IOException | RuntimeException failed) {
                                thrown.set(failed);
                            }
                            status.set(Thread.currentThread().isInterrupted());
                        });
        closer.start();
        if (afterMillis > 0) {
            Thread.sleep(afterMillis);
            closer.interrupt();
        }
        closer.join();

        expectHungUpOnce("after an interrupt " + when, "close");
        if (line.hangingUp == null) {
            Expect.that(
                    thrown.get() == null,
                    "close returns after an interrupt " + when,
                    "close threw " + thrown,
                    "an interrupt is not a failure of the link: close keeps the interrupt status"
                            + " for its caller");
        } else {
            Expect.that(
                    thrown.get() == line.hangingUp,
                    "close throws " + tell(line.hangingUp),
                    thrown.get() == null ? "it returned" : "it threw " + thrown,
                    "the failure of hanging up was suppressed under the InterruptedException, which"
                            + " is caught here, and is gone with it");
        }
        Expect.that(
                status.get(),
                "the interrupt status is set after close, with an interrupt " + when,
                "it is not",
                "the interrupt was swallowed: whoever wants this thread to stop is not heard");
    }

    @AllSchedules
    @DisplayName("closing again does nothing, and two threads may close at the same moment")
    @Hint({
        "What does a second call of close do to a line that somebody else has dialled since?",
        "Look whether it is closed, and mark it closed: another thread may come in between.",
        "An AtomicBoolean does both in one step: if (!connected.getAndSet(false)) { return; }"
    })
    void closedOnce() throws Exception {
        var link = StationLink.open(() -> line);
        link.close();
        link.close();
        expectClosedOnce("for two calls of close, one after the other");

        line.reset();
        var shared = StationLink.open(() -> line);
        var one = Thread.startVirtualThread(() -> closeQuietly(shared));
        var two = Thread.startVirtualThread(() -> closeQuietly(shared));
        one.join();
        two.join();
        expectClosedOnce("for two threads that close at the same moment");
    }

    private void expectClosedOnce(String when) {
        Expect.that(
                line.byes.get() == 1 && line.hungUp.get() == 1,
                "one BYE, hung up once, " + when,
                "%d times BYE, hung up %d times".formatted(line.byes.get(), line.hungUp.get()),
                when.contains("threads")
                        ? "both threads have looked before either of them had marked the link as"
                                + " closed"
                        : "nothing remembers that the link is closed, so it hangs up on whoever has"
                                + " the line by then");
    }

    private void expectHungUpOnce(String when, String method) {
        Expect.that(
                line.hungUp.get() == 1,
                "the line is hung up once, " + when,
                line.hungUp.get() == 0 ? "never" : line.hungUp + " times",
                line.hungUp.get() > 1
                        ? "two places hang up"
                        : method.equals("open")
                                ? "the line was dialled, and open has returned nothing that the"
                                        + " caller could close: half-open links leak"
                                : "an exception has left close before it came to hanging up: the"
                                        + " line leaks");
    }

    private static String tell(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static void closeQuietly(StationLink link) {
        try {
            link.close();
        } catch (Exception failed) {
            // another check looks at it
        }
    }

    /// A line on which each message takes 50 ms.
    private static final class FakeLine implements Line {

        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger byes = new AtomicInteger();
        final AtomicInteger hungUp = new AtomicInteger();
        IOException hello;
        IOException bye;
        IOException hangingUp;
        RuntimeException bug;

        void reset() {
            sent.set(0);
            byes.set(0);
            hungUp.set(0);
        }

        @Override
        public String send(String message) throws IOException, InterruptedException {
            sent.incrementAndGet();
            boolean goodbye = message.equals("BYE");
            if (goodbye) {
                byes.incrementAndGet();
            }
            Thread.sleep(50);
            if (goodbye && bug != null) {
                throw bug;
            } else if (message.equals("HELLO") && hello != null) {
                throw hello;
            } else if (goodbye && bye != null) {
                throw bye;
            }
            return "answer to " + message;
        }

        @Override
        public void hangUp() throws IOException {
            hungUp.incrementAndGet();
            if (hangingUp != null) {
                throw hangingUp;
            }
        }
    }
}
