package p01_async_await;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Caller;
import workbook.testkit.Caller.End;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class StationReaderTest {

    private static final String NOT_STARTED =
            "no thread was started: run() of a virtual thread does nothing, and only start() makes a"
                    + " thread run its task";

    /// How long a station waits to be asked. An answer that asked too few of them once is wrong:
    /// the checks that follow need not wait for it as long.
    private static volatile Duration patience = RemoteService.PATIENCE;

    /// Three stations that keep whoever asks them waiting, until all are let go.
    private static final class Line implements AutoCloseable {

        private final CountDownLatch asked = new CountDownLatch(3);
        private final CountDownLatch answering = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(3);
        private final CountDownLatch cleanedUp = new CountDownLatch(1);
        private final Queue<Thread> readers = new ConcurrentLinkedQueue<>();
        private final AtomicInteger askedAgain = new AtomicInteger();
        private final AtomicInteger askedAgainWithStatus = new AtomicInteger();

        List<StationReader.Station> stations() {
            return Stream.of(
                            station("harbour", this::hold),
                            station("airport", this::hold),
                            station("summit", this::hold))
                    .toList();
        }

        private double hold(int attempt) throws IOException, InterruptedException {
            if (attempt > 1) {
                askedAgain.incrementAndGet();
                if (Thread.currentThread().isInterrupted()) {
                    askedAgainWithStatus.incrementAndGet();
                }
                throw new IOException("busy");
            }
            readers.add(Thread.currentThread());
            asked.countDown();
            try {
                answering.await();
                return 11.5;
            } catch (InterruptedException calledOff) {
                interrupted.countDown();
                cleanedUp.await();
                throw calledOff;
            }
        }

        /// Lets everybody go, however little the answer under check has done for that.
        @Override
        public void close() {
            answering.countDown();
            cleanedUp.countDown();
        }
    }

    @Test
    @DisplayName("start asks all stations at the same time, on virtual threads, and returns")
    @Hint({
        "Which method of Thread makes a new thread, and which one is a plain method call?",
        "For every station: make the thread, keep it, start it. Nothing else.",
        "reader.start() instead of reader.run()"
    })
    void readsInTheBackground() throws Exception {
        var line = new Line();
        var reader = new StationReader(line.stations());
        try (var page = Caller.run("start()", reader::start);
                line) {
            expectAllAsked(page, line);
            page.expectEnd(
                    "start() returns while the stations have not answered",
                    "start() waits for the answers, and waiting is the work of report(): in that"
                            + " time the page could be drawn");

            for (Thread thread : line.readers) {
                Expect.that(
                        thread.isVirtual(),
                        "a virtual thread for each station",
                        "the platform thread \"" + thread.getName() + "\"",
                        "new Thread and Thread.ofPlatform() make a thread of the operating system,"
                                + " which is occupied all the while the station keeps it waiting");
            }
            Expect.equal(
                    List.of("airport", "harbour", "summit"),
                    line.readers.stream().map(Thread::getName).sorted().toList(),
                    "a virtual thread has no name unless its builder is given one");
        }
    }

    @Test
    @DisplayName("report waits for every station, and keeps the order given")
    @Hint({
        "What start() began need not be finished when report() is called.",
        "Join every reader before you look at what it has found out.",
        "for (Thread reader : readers) { reader.join(); }"
    })
    void reportWaits() throws Exception {
        var line = new Line();
        var reader = new StationReader(line.stations());
        try (var page = Caller.start("report()", () -> reported(reader));
                line) {
            expectAllAsked(page, line);
            page.expectWaiting(
                    "report() still waits, because no station has answered yet",
                    "start() returns at once, and nobody joined the readers: the report shows what"
                            + " happens to be there");

            line.answering.countDown();

            Expect.equal(
                    List.of("harbour: 11.5", "airport: 11.5", "summit: 11.5"),
                    page.expectValue("report() returns", "it waits for more than the answers"),
                    "an answer that came is not in the report, or the order is another");
        }
    }

    @Test
    @DisplayName("report passes an interrupt on: it throws InterruptedException")
    @Hint({
        "A visitor leaves, and the thread that waits in report() is interrupted.",
        "join() throws InterruptedException then. What does your report() do with it?",
        "No catch in report(): the method declares the exception, so let it through."
    })
    void reportPassesTheInterruptOn() throws Exception {
        var line = new Line();
        var reader = new StationReader(line.stations());
        String expected = "report() throws InterruptedException";
        try (var page = Caller.start("report()", () -> reported(reader));
                line) {
            expectAllAsked(page, line);
            page.expectWaiting(
                    "report() still waits, because no station has answered yet",
                    "start() returns at once, and nobody joined the readers");

            page.interrupt();

            switch (page.expectEnd(
                    expected,
                    "the interrupt was caught and forgotten: report() goes on waiting for the other"
                            + " readers")) {
                case End.Threw<List<String>>(InterruptedException passedOn, boolean status) -> {}
                case End.Threw<List<String>> other ->
                        throw page.unmet(
                                expected,
                                "another exception took the place of the interrupt, so a caller"
                                        + " takes it for a failure");
                case End.Returned<List<String>> report ->
                        throw page.unmet(
                                expected,
                                "the interrupt was caught and forgotten, so the caller goes on as if"
                                        + " nobody had asked it to stop");
            }
        }
    }

    @Test
    @DisplayName("a station whose line is busy is asked again, three times at most")
    @Hint({
        "An IOException and an InterruptedException are two kinds of news.",
        "A busy line stays in the loop, an interrupt leaves it.",
        "catch (InterruptedException calledOff) { … return; } catch (IOException busy) { }"
    })
    void busyLineIsAskedAgain() throws Exception {
        var attempts = new AtomicInteger();
        var asked = new CountDownLatch(1);
        var stations =
                Stream.of(
                                station("harbour", attempt -> attempt == 3 ? 11.5 : busy()),
                                station(
                                        "airport",
                                        attempt -> {
                                            attempts.set(attempt);
                                            asked.countDown();
                                            return attempt < 10 ? busy() : tooOften(attempt);
                                        }))
                        .toList();
        var reader = new StationReader(stations);

        try (var page = Caller.start("report()", () -> reported(reader))) {
            page.expectReached(asked, "airport is asked", NOT_STARTED);
            var report =
                    page.expectValue("report() returns", "a reader asks on and on, without an end");

            Expect.that(
                    report.getFirst().equals("harbour: 11.5"),
                    "harbour: 11.5, because the third attempt was answered",
                    report.getFirst(),
                    "the station was given up too early, or report() did not wait for the third"
                            + " attempt");
            Expect.equal(
                    "airport: no reading",
                    report.getLast(),
                    "a station that never answered must be told from one that did");
            Expect.that(
                    attempts.get() == 3,
                    "3 requests to a station that is always busy",
                    attempts + " requests",
                    "the attempts are counted wrongly or not at all, and a station that is down"
                            + " is asked on and on");
        }
    }

    @Test
    @DisplayName("stop interrupts the readers, and no station is asked again")
    @Hint({
        "What does the catch block in run() do with an interrupt?",
        "InterruptedException is an Exception, too: give it a catch block of its own.",
        "catch (InterruptedException calledOff) { Thread.currentThread().interrupt(); return; }"
    })
    void stopEndsTheReading() throws Exception {
        var line = new Line();
        line.cleanedUp.countDown();
        var reader = new StationReader(line.stations());
        try (var page = Caller.run("start()", reader::start);
                line) {
            expectAllAsked(page, line);
            try (var leaving = Caller.run("stop()", reader::stop);
                    line) {
                leaving.expectReached(
                        line.interrupted,
                        "every reader is interrupted",
                        "an interrupt reaches the one thread that it is sent to, and not every"
                                + " reader was sent one");
                for (Thread thread : line.readers) {
                    Expect.that(
                            thread.join(RemoteService.PATIENCE),
                            "the reader of " + thread.getName() + " ends",
                            "it goes on",
                            "the interrupt was caught, and the reader waits again");
                }

                Expect.that(
                        line.askedAgain.get() == 0,
                        "no station is asked again",
                        line.askedAgain + " more requests after stop()",
                        line.askedAgainWithStatus.get() > 0
                                ? "the status was set again, but the loop goes on and asks again:"
                                        + " nobody looks at the status by itself"
                                : "the interrupt was swallowed: catch (Exception) takes the interrupt"
                                        + " for a busy line, and the loop goes on");
                leaving.expectEnd("stop() returns", "stop() waits for more than the readers");
            }
        }
    }

    @Test
    @DisplayName("stop waits until every reader has ended")
    @Hint({
        "A reader that is interrupted may have to hang up first.",
        "interrupt() does not wait. Which method waits for the end of a thread?",
        "First interrupt all readers, then join all readers."
    })
    void stopWaits() throws Exception {
        var line = new Line();
        var reader = new StationReader(line.stations());
        try (var page = Caller.run("start()", reader::start);
                line) {
            expectAllAsked(page, line);
            try (var leaving = Caller.run("stop()", reader::stop);
                    line) {
                leaving.expectReached(
                        line.interrupted,
                        "every reader is interrupted before stop() waits for any",
                        "stop() waits for one reader before it has interrupted the next, so readers"
                                + " that need time to hang up do it one after the other");

                leaving.expectWaiting(
                        "stop() still waits, because the readers are hanging up",
                        "interrupt() only asks a thread to stop, and returns at once: the reader"
                                + " goes on until it has cleaned up, and nobody waited for its end");

                line.cleanedUp.countDown();
                leaving.expectEnd("stop() returns", "stop() waits for more than the readers");
            }
        }
    }

    private static List<String> reported(StationReader reader) throws InterruptedException {
        reader.start();
        return reader.report();
    }

    private static void expectAllAsked(Caller<?> page, Line line) throws InterruptedException {
        if (line.asked.await(patience.toNanos(), NANOSECONDS)) {
            return;
        }
        patience = Duration.ofMillis(500);
        String expected = "all 3 stations are asked, before any of them has answered";
        if (line.readers.isEmpty()) {
            throw page.unmet(expected, NOT_STARTED);
        }
        boolean onThePage = line.readers.stream().anyMatch(page::is);
        throw new Unmet(
                expected,
                "%d of 3%s"
                        .formatted(
                                line.readers.size(),
                                onThePage ? ", on the thread that called start()" : ""),
                onThePage
                        ? "run() of a platform thread is a plain method call: the page itself waits"
                                + " for the station, and no thread was started"
                        : "each reader is waited for before the next is started, so the stations are"
                                + " asked one after the other");
    }

    /// How a station of a check answers.
    private interface Answer {
        double to(int attempt) throws IOException, InterruptedException;
    }

    private static double busy() throws IOException {
        throw new IOException("the line is busy");
    }

    /// Ends a reader that would ask without an end, and take a processor for itself.
    private static double tooOften(int attempt) {
        throw new Unmet(
                "at most 3 requests to a busy station",
                attempt + " requests",
                "the attempts are counted wrongly or not at all");
    }

    private static StationReader.Station station(String name, Answer answer) {
        var attempts = new AtomicInteger();
        return new StationReader.Station() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double read() throws IOException, InterruptedException {
                return answer.to(attempts.incrementAndGet());
            }
        };
    }
}
