package p16_batching;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import p16_batching.BatchRunner.Outcome;
import p16_batching.BatchRunner.Outcome.Failed;
import p16_batching.BatchRunner.Outcome.Sent;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;

class BatchRunnerTest {

    private static final String HANGS =
            "a place is lost: it is given back only after a mail that was accepted, so after enough"
                    + " failures nobody may begin";

    @AllSchedules
    @DisplayName("each address has its outcome in the report, in the order of the file")
    @Hint({
        "Who writes the report, and in which order do the outcomes come to it?",
        "Keep the futures in the order in which the addresses were read.",
        "If your workers read by themselves: reading and taking a place in the report are one step."
    })
    void eachHasItsOutcome() throws Exception {
        var file = new Subscribers("slow", "ann", "ben");
        var server = new MailServer(file);

        var run = new Run(file, 2, server);
        run.expectReport("slow", "ann", "ben");
        server.expectEachOnce();
    }

    @AllSchedules
    @DisplayName("at most width mails are on their way, and the next begins as soon as one is done")
    @Hint({
        "What does invokeAll wait for, and who could be working meanwhile?",
        "There is room as soon as *any* mail is done. Which class hands out room, one by one?",
        "A semaphore of width permits: acquire before reading an address, release in its task."
    })
    void noBarrier() throws Exception {
        var file = new Subscribers("ann", "slow", "ben", "cleo", "dora");
        var server = new MailServer(file);

        var run = new Run(file, 2, server);
        Thread.sleep(Duration.ofMillis(495)); // the slow mail takes 500 ms, each of the others 10
        int begun = server.begun();

        server.expectWidth(2);
        Expect.that(
                begun == 5,
                "all 5 mails have begun before the slow one is done",
                begun + " have begun",
                switch (begun) {
                    case 1, 2 ->
                            "a batch ends with its slowest mail: its barrier keeps the other place"
                                    + " idle until then";
                    case 3, 4 ->
                            "the run waits for its oldest mail: one that was done behind the slow"
                                    + " one gives its place back only when the slow one is done";
                    default -> "not every mail was begun";
                });
        run.expectEnd();
    }

    @AllSchedules
    @DisplayName("an address is read only when its mail can be begun")
    @Hint({
        "How many addresses are in the memory when the server accepts nothing for an hour?",
        "A task that waits for a permit holds its address already. So does a task in a queue.",
        "First the room, then the address: acquire() stands before next()."
    })
    void readsNoFurther() throws Exception {
        var file = new Subscribers("slow", "slow too", "ann", "ben");
        var server = new MailServer(file);

        var run = new Run(file, 2, server);
        Thread.sleep(Duration.ofMillis(250));
        int read = file.read();

        Expect.that(
                read <= 2,
                "2 addresses read while the first 2 mails are on their way",
                read + " read",
                read == 4
                        ? "the whole file is read first: as tasks that wait for a permit, as tasks"
                                + " in the queue of a pool, or as a list"
                        : "an address is read before there is room for it, and waits in the hands"
                                + " of whoever reads");
        run.expectEnd();
        file.expectOneReader();
    }

    @AllSchedules
    @Needs("eachHasItsOutcome")
    @DisplayName("a mail that fails has its outcome, and no other suffers from it")
    @Hint({
        "The try stands around the loop. Where does the loop go on after a failure?",
        "Let the task itself turn what was thrown into an outcome: then get() never throws.",
        "catch (Throwable failed) in the task: a mailer may also throw an Error."
    })
    void failureIsAnOutcome() throws Exception {
        var file = new Subscribers("broken", "ann", "wrong", "ben");
        var server = new MailServer(file);

        var run = new Run(file, 2, server);
        run.expectReport("broken", "ann", "wrong", "ben");
        server.expectWidth(2);
    }

    @AllSchedules
    @DisplayName("an interrupted run interrupts its mails, begins no other, and says so")
    @Hint({
        "Who tells the mails on their way that the run is over?",
        "close() waits for the tasks. It does not interrupt them unless it is interrupted itself.",
        "executor.shutdownNow() in finally, inside of the block of the executor."
    })
    void interrupted() throws Exception {
        var file = new Subscribers("slow", "slow too", "ann", "ben");
        var server = new MailServer(file);

        var run = new Run(file, 2, server);
        Thread.sleep(Duration.ofMillis(40));
        run.interrupt();
        run.expectInterrupted(40, server);

        var last = new Subscribers("slow");
        var other = new MailServer(last);
        var atItsEnd = new Run(last, 2, other);
        Thread.sleep(Duration.ofMillis(40));
        atItsEnd.interrupt();
        atItsEnd.expectInterrupted(40, other);
    }

    @AllSchedules
    @DisplayName("an empty file, and fewer addresses than places")
    @Hint({
        "What does your run wait for when there is nothing to read?",
        "hasNext() may say no at the first time."
    })
    void fewAddresses() throws Exception {
        var none = new Subscribers();
        new Run(none, 2, new MailServer(none)).expectReport();
        var one = new Subscribers("ann");
        new Run(one, 3, new MailServer(one)).expectReport("ann");
    }

    /// The file. It notices whether two threads read at once: each look takes a millisecond.
    private static final class Subscribers implements Iterator<String> {
        private final String[] addresses;
        private final AtomicBoolean inUse = new AtomicBoolean();
        private final AtomicBoolean shared = new AtomicBoolean();
        private int next;

        Subscribers(String... addresses) {
            this.addresses = addresses;
        }

        @Override
        public boolean hasNext() {
            enter();
            try {
                return read() < addresses.length;
            } finally {
                inUse.set(false);
            }
        }

        @Override
        public String next() {
            enter();
            try {
                return take();
            } finally {
                inUse.set(false);
            }
        }

        private void enter() {
            if (!inUse.compareAndSet(false, true)) {
                shared.set(true);
            }
        }

        private synchronized String take() {
            return addresses[next++];
        }

        synchronized int read() {
            return next;
        }

        void expectOneReader() {
            Expect.that(
                    !shared.get(),
                    "one thread at a time reads the file",
                    "two at once",
                    "each worker asks the iterator for itself, and nothing keeps them apart: an"
                            + " Iterator is not made for several threads");
        }
    }

    /// Accepts a mail within 10 ms, or 500 ms if it is slow, or fails.
    private static final class MailServer {
        private final IOException broken = new IOException("no such mailbox");
        private final Error wrong = new AssertionError("not an address");
        private final Subscribers file;
        private final List<String> asked = new ArrayList<>();
        private int onTheirWay;
        private int peak;
        private int interrupted;

        MailServer(Subscribers file) {
            this.file = file;
        }

        String send(String address) throws Exception {
            enter(address);
            try {
                Thread.sleep(Duration.ofMillis(address.startsWith("slow") ? 500 : 10));
                if (address.equals("broken")) {
                    throw broken;
                }
                if (address.equals("wrong")) {
                    throw wrong;
                }
                return "receipt for " + address;
            } catch (InterruptedException calledOff) {
                note();
                throw calledOff;
            } finally {
                leave();
            }
        }

        Outcome outcomeOf(String address) {
            return switch (address) {
                case "broken" -> new Failed(address, broken);
                case "wrong" -> new Failed(address, wrong);
                default -> new Sent(address, "receipt for " + address);
            };
        }

        private synchronized void enter(String address) {
            asked.add(address);
            onTheirWay++;
            peak = Math.max(peak, onTheirWay);
        }

        private synchronized void leave() {
            onTheirWay--;
        }

        private synchronized void note() {
            interrupted++;
        }

        synchronized int begun() {
            return asked.size();
        }

        synchronized int onTheirWay() {
            return onTheirWay;
        }

        synchronized int interrupted() {
            return interrupted;
        }

        synchronized void expectWidth(int width) {
            Expect.that(
                    peak <= width,
                    "at most %d mails on their way at once".formatted(width),
                    peak + " at once",
                    "a mail begins without room for it: nobody counts how many are on their way, or"
                            + " a place was given back twice");
            Expect.that(
                    peak == width,
                    "%d mails on their way at once".formatted(width),
                    "1 at a time",
                    "each mail is waited for before the next is begun");
        }

        synchronized void expectEachOnce() {
            file.expectOneReader();
            Expect.that(
                    new HashSet<>(asked).size() == asked.size(),
                    "one mail to each address",
                    asked,
                    "two workers took the same address");
        }
    }

    /// A thread in `run`, and how it ended.
    private static final class Run {
        private final Thread thread;
        private final MailServer server;
        private volatile List<Outcome> report;
        private volatile Throwable failure;
        private volatile long nanos;
        private volatile int onTheirWayAtItsEnd;

        Run(Subscribers file, int width, MailServer server) {
            this.server = server;
            thread =
                    Thread.ofVirtual()
                            .name("night run")
                            .start(() -> {
                                long begin = System.nanoTime();
                                try {
                                    report = BatchRunner.run(file, width, server::send);
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                nanos = System.nanoTime() - begin;
                                onTheirWayAtItsEnd = server.onTheirWay();
                            });
        }

        void interrupt() {
            thread.interrupt();
        }

        /// The clock is a virtual one: an hour is over once no thread can go on.
        private void end(String expected, String whyNot) throws InterruptedException {
            Expect.that(
                    thread.join(Duration.ofHours(1)),
                    expected,
                    "run does not return, and no mail is on its way",
                    whyNot);
        }

        void expectEnd() throws InterruptedException {
            end("run returns", HANGS);
        }

        void expectReport(String... addresses) throws InterruptedException {
            var expected = List.of(addresses).stream().map(server::outcomeOf).toList();
            end("the report " + expected, HANGS);
            Expect.that(
                    failure == null,
                    "the report " + expected,
                    "run threw " + failure,
                    addresses.length == 0
                            ? "an empty file is no reason to fail: hasNext() may say no at once"
                            : "one mail that fails, or two readers of one file, took the whole"
                                    + " report with them");
            for (var outcome : expected) {
                expectOutcome(outcome);
            }
            Expect.equal(
                    expected,
                    report,
                    report.size() == expected.size()
                            ? "the outcomes are in the order in which the mails were done, and not"
                                    + " in that of the file"
                            : "an address has more than one outcome");
        }

        private void expectOutcome(Outcome outcome) {
            Outcome found = null;
            for (var candidate : report) {
                if (candidate != null && candidate.address().equals(outcome.address())) {
                    found = candidate;
                }
            }
            Expect.that(
                    found != null,
                    "an outcome for " + outcome.address(),
                    "none, in a report of " + report.size(),
                    "a failure ends the loop that asks the futures: whoever stands behind it is not"
                            + " in the report, although the mail was sent");
            Expect.equal(
                    outcome,
                    found,
                    found instanceof Failed
                            ? "the outcome has another cause than what the mailer threw: it was"
                                    + " wrapped on its way, or belongs to another mail"
                            : "a mail that failed was reported as sent, or with the receipt of"
                                    + " another");
        }

        void expectInterrupted(int afterMillis, MailServer server) throws InterruptedException {
            String expected = "an InterruptedException at once, after %d ms".formatted(afterMillis);
            end(expected, "the interrupt was swallowed, and the run waits on");
            long waited = Duration.ofNanos(nanos).toMillis();
            String observed =
                    (failure == null ? "run returned " + report : "run threw " + failure)
                            + " after %d ms".formatted(waited);
            Expect.that(
                    waited <= afterMillis,
                    expected,
                    observed,
                    "nobody interrupted the mails on their way: close() waits until they are done");
            Expect.that(
                    failure instanceof InterruptedException,
                    expected,
                    observed,
                    failure == null
                            ? "the interrupt was taken for the end of the file, or for a mail that"
                                    + " failed: whoever asked the run to stop gets a report that"
                                    + " looks complete"
                            : "the InterruptedException was replaced: whoever called cannot tell"
                                    + " that it was asked to stop");
            int begun = server.begun();
            Expect.that(
                    onTheirWayAtItsEnd == 0,
                    "no mail is on its way when run ends",
                    onTheirWayAtItsEnd + " still on their way",
                    "the tasks were asked to end, and nobody waited until they had");
            Expect.that(
                    begun == server.interrupted(),
                    "no mail begins after the interrupt",
                    "%d began, %d were interrupted".formatted(begun, server.interrupted()),
                    "the interrupt ended one wait, and the run went on with the next address");
        }
    }
}
