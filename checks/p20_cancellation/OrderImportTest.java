package p20_cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import p20_cancellation.OrderImport.Report;
import p20_cancellation.OrderImport.Session;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class OrderImportTest {

    private static final int STORE = 100;
    private static final int PAUSE = 20;
    private static final int LOG_OFF = 40;
    private static final int PATIENCE = 500;

    private static final String NO_LOG_OFF =
            "the import left by another way than past logOff(): cleanup that must always run"
                    + " belongs in finally";
    private static final String NO_BOUND =
            "the logging off goes on when the patience is over, or when it is interrupted: a cleanup"
                    + " that nobody can stop";

    private final FakeSession session = new FakeSession();

    @AllSchedules
    @DisplayName("orders are stored in their order, and one that is refused stops nothing")
    @Hint({
        "Which exceptions mean that the supplier has refused this one order?",
        "catch (IOException …) inside of the loop, and nothing else there."
    })
    void refusedOrders() throws Exception {
        session.refused = "second";
        var night = new Night(session);
        night.expectReport(
                new Report(List.of("first", "third"), List.of("second"), true),
                3 * (STORE + PAUSE) + LOG_OFF);
        session.expectLoggedOff("the import has come to its end");
    }

    @AllSchedules
    @DisplayName("an interrupt while an order is stored ends the import")
    @Hint({
        "An InterruptedException is an Exception, too. Who catches it, and what happens then?",
        "catch (Exception …) takes a request to stop for a refused order, and goes on.",
        "Catch only the IOException. Let the InterruptedException leave the loop, and run."
    })
    void interruptedWhileStoring() throws Exception {
        var night = new Night(session);
        Thread.sleep(STORE / 2);
        night.interrupt();
        night.expectInterrupted(STORE / 2 + LOG_OFF, 1, NO_BOUND);
        session.expectLoggedOff("an interrupt ended the import");
    }

    @AllSchedules
    @DisplayName("an interrupt during a rest ends the import")
    @Hint({
        "What does the import do after rest() has caught the interrupt?",
        "A helper that catches InterruptedException and returns has swallowed the request.",
        "rest() declares InterruptedException, and lets it through."
    })
    void interruptedDuringTheRest() throws Exception {
        var night = new Night(session);
        Thread.sleep(STORE + PAUSE / 2);
        night.interrupt();
        night.expectInterrupted(STORE + PAUSE / 2 + LOG_OFF, 1, NO_BOUND);
        session.expectLoggedOff("an interrupt ended the import");
    }

    @AllSchedules
    @DisplayName("what store throws by mistake comes out as it is, and the import logs off")
    @Hint({
        "An IllegalStateException out of store: did the supplier refuse the order?",
        "Do not catch what you cannot answer. finally logs off on its way out."
    })
    void bugsComeThrough() throws Exception {
        expectThrown(new IllegalStateException("a bug in the shop"));
        expectThrown(new AssertionError("a bug in the supplier's library"));
    }

    private static void expectThrown(Throwable bug) throws Exception {
        var broken = new FakeSession();
        broken.bug = bug;
        broken.logOffFails = new IOException("the session is gone");
        var end = new Night(broken).end("run throws " + bug);
        Expect.that(
                end.failure == bug,
                "run throws " + bug,
                end,
                end.failure == null
                        ? "a bug was counted as a refused order: catch (Exception) takes whatever"
                                + " comes"
                        : "the failure was wrapped, or hidden by that of logging off, on its way");
        broken.expectLogOffs("a bug ended the import");
    }

    @AllSchedules
    @DisplayName("logging off that fails hides nothing: the report says so")
    @Hint({
        "What logOff throws is dropped. What does the report say then?",
        "Whatever the type: an IOException and a RuntimeException mean that it did not succeed."
    })
    void failedLogOff() throws Exception {
        expectNotLoggedOff(new IOException("the session is gone"));
        expectNotLoggedOff(new IllegalStateException("never logged on"));
    }

    private static void expectNotLoggedOff(Exception failure) throws Exception {
        var gone = new FakeSession();
        gone.logOffFails = failure;
        new Night(gone)
                .expectReport(
                        new Report(List.of("first", "second", "third"), List.of(), false),
                        3 * (STORE + PAUSE) + LOG_OFF);
        gone.expectLogOffs("the import has come to its end");
    }

    @AllSchedules
    @DisplayName("logging off takes the patience at most, whether or not the import was stopped")
    @Hint({
        "Which thread waits in logOff, and who could end that wait?",
        "A cleanup that may hang needs a bound: run it on a thread of its own, and wait for that.",
        "thread.join(patience) says whether it has ended. If not, interrupt it and go on."
    })
    void patience() throws Exception {
        session.logOffHangs = true;
        var night = new Night(session);
        night.expectReport(
                new Report(List.of("first", "second", "third"), List.of(), false),
                3 * (STORE + PAUSE) + PATIENCE);
        session.expectNotLeftRunning();

        var other = new FakeSession();
        other.logOffHangs = true;
        var stopped = new Night(other);
        Thread.sleep(STORE / 2);
        stopped.interrupt();
        stopped.expectInterrupted(STORE / 2 + PATIENCE, 1, NO_BOUND);
        other.expectNotLeftRunning();
    }

    @AllSchedules
    @DisplayName("an interrupt while it waits for the logging off cuts that short")
    @Hint({
        "Somebody interrupts the import while it logs off. Which of its threads hears that?",
        "The wait for the logging off throws an InterruptedException: interrupt the other thread"
                + " on that way out as well.",
        "try { ended = thread.join(patience); } finally { if (!ended) { thread.interrupt(); } }"
    })
    void interruptedWhileLoggingOff() throws Exception {
        session.logOffHangs = true;
        var night = new Night(session);
        int loggingOff = 3 * (STORE + PAUSE);
        Thread.sleep(loggingOff + 50);
        night.interrupt();
        night.expectInterrupted(loggingOff + 50, 3, NO_BOUND);
        session.expectNotLeftRunning();
    }

    /// A supplier. Stores an order in 100 ms, logs off in 40 ms.
    private static final class FakeSession implements Session {

        private final List<String> begun = new CopyOnWriteArrayList<>();
        private final AtomicInteger logOffs = new AtomicInteger();
        private final AtomicInteger cutOff = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private String refused = "";
        private Throwable bug;
        private boolean logOffHangs;
        private Exception logOffFails;

        @Override
        public void store(String order) throws IOException, InterruptedException {
            begun.add(order);
            Thread.sleep(STORE);
            if (order.equals(refused)) {
                throw new IOException("no such article");
            }
            switch (bug) {
                case null -> {}
                case Error error -> throw error;
                case RuntimeException unchecked -> throw unchecked;
                default -> throw new IllegalStateException(bug);
            }
        }

        @Override
        public void logOff() throws IOException, InterruptedException {
            if (logOffs.incrementAndGet() > 3) {
                throw new Error("logs off again and again");
            }
            running.incrementAndGet();
            try {
                Thread.sleep(logOffHangs ? Duration.ofDays(1) : Duration.ofMillis(LOG_OFF));
            } catch (InterruptedException interrupted) {
                cutOff.incrementAndGet();
                throw interrupted;
            } finally {
                running.decrementAndGet();
            }
            switch (logOffFails) {
                case null -> {}
                case IOException known -> throw known;
                case RuntimeException unchecked -> throw unchecked;
                default -> throw new IOException(logOffFails);
            }
        }

        void expectLogOffs(String when) {
            Expect.that(
                    logOffs.get() == 1,
                    "logOff is called once, when " + when,
                    logOffs + " times",
                    logOffs.get() == 0
                            ? "the import left by another way than past logOff(): cleanup that must"
                                    + " always run belongs in finally"
                            : "the import logs off on two ways, or tries again");
        }

        void expectLoggedOff(String when) {
            expectLogOffs(when);
            Expect.that(
                    cutOff.get() == 0,
                    "logging off is not disturbed when " + when,
                    "it was interrupted",
                    "the interrupt that ended the import reached the logging off: its status was"
                            + " restored first, and the next call that blocks throws at once");
        }

        /// Asked a moment after the import has ended.
        void expectNotLeftRunning() throws InterruptedException {
            Thread.sleep(1);
            Expect.that(
                    running.get() == 0,
                    "a logging off that is given up is interrupted",
                    "it still hangs",
                    "waiting for it has ended, and nobody told the thread that logs off: it hangs"
                            + " for ever, with its session");
            expectLogOffs("the import has ended");
        }
    }

    /// The thread that imports three orders, and how that ended.
    private static final class Night {

        private record End(Report report, Throwable failure, long millis) {
            @Override
            public String toString() {
                return (failure == null ? "run returned " + report : "run threw " + failure)
                        + " after "
                        + millis
                        + " ms";
            }
        }

        private final FakeSession session;
        private final Thread thread;
        private End end;

        Night(FakeSession session) {
            this.session = session;
            var orders = List.of("first", "second", "third");
            var pause = Duration.ofMillis(PAUSE);
            var patience = Duration.ofMillis(PATIENCE);
            var program = new OrderImport(session, pause, patience);
            long start = System.nanoTime();
            thread =
                    Thread.ofVirtual()
                            .name("night")
                            .start(() -> {
                                Report report = null;
                                Throwable failure = null;
                                try {
                                    report = program.run(orders);
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                long nanos = System.nanoTime() - start;
                                end = new End(report, failure, nanos / 1_000_000);
                            });
        }

        void interrupt() {
            thread.interrupt();
        }

        End end(String expected) throws InterruptedException {
            Expect.that(
                    thread.join(Duration.ofHours(1)),
                    expected,
                    "run has not returned after an hour",
                    "logging off has no bound: a supplier that does not answer keeps the import for"
                            + " ever");
            return end;
        }

        void expectReport(Report expected, long afterMillis) throws InterruptedException {
            String text = "%s, after %d ms".formatted(expected, afterMillis);
            var found = end(text);
            Expect.that(
                    expected.equals(found.report),
                    text,
                    found,
                    found.failure != null && found.failure == session.logOffFails
                            ? "what logging off threw came out of run: it is dropped, whatever its"
                                    + " type, and the report says that it did not succeed"
                            : found.failure != null
                                    ? "nobody stopped the import, and nothing may come out of it but its"
                                            + " report"
                                    : expected.loggedOff() == found.report.loggedOff()
                                            ? "an order is refused when store throws an IOException, and"
                                                    + " stored otherwise"
                                            : "the report says the opposite of what became of the logging"
                                                    + " off");
            Expect.that(
                    found.millis == afterMillis,
                    text,
                    found,
                    found.millis > afterMillis
                            ? "something is waited for longer than needed"
                            : "a rest or the logging off was not waited for");
        }

        void expectInterrupted(long afterMillis, int orders, String whyLate)
                throws InterruptedException {
            String text = "run throws InterruptedException, after %d ms".formatted(afterMillis);
            var found = end(text);
            Expect.that(
                    session.begun.size() == orders,
                    "no order is begun after the interrupt: %d in all".formatted(orders),
                    "%d were begun, and %s".formatted(session.begun.size(), found),
                    found.report != null && !found.report.refused().isEmpty()
                            ? "the InterruptedException was caught with the failures of the order:"
                                    + " the import lists it as refused, and goes on with the next"
                            : "the loop went on: an interrupt that is swallowed, or only restored,"
                                    + " ends nothing");
            Expect.that(
                    found.failure instanceof InterruptedException,
                    text,
                    found,
                    found.failure == null
                            ? "the import was stopped and returned a report, as if it had come to"
                                    + " its end"
                            : "whoever waits for the import cannot tell that it was stopped: the"
                                    + " InterruptedException was replaced");
            Expect.that(
                    found.millis >= afterMillis,
                    text,
                    found,
                    session.logOffs.get() == 0
                            ? NO_LOG_OFF
                            : "the logging off was cut off: the interrupt that ended the import was"
                                    + " restored before it, and the next call that blocks throws at"
                                    + " once");
            Expect.that(found.millis == afterMillis, text, found, whyLate);
        }
    }
}
