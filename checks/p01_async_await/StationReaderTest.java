package p01_async_await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class StationReaderTest {

    private final Line line = new Line();

    @AllSchedules
    @DisplayName("start asks all stations at the same time, on virtual threads, and returns")
    @Hint({
        "Which method of Thread makes a new thread, and which one is a plain method call?",
        "For every station: make the thread, keep it, start it. Nothing else.",
        "reader.start() instead of reader.run()"
    })
    void readsInTheBackground() throws Exception {
        var reader = new StationReader(line.stations());

        Duration drawn = elapsed(reader::start);
        Thread.sleep(Duration.ofMinutes(30));

        expectAsked();
        boolean onThePage = line.readers.contains(Thread.currentThread());
        Expect.that(
                drawn.isZero(),
                "start() returns while the stations have not answered",
                "it returned after %d hours%s"
                        .formatted(
                                drawn.toHours(),
                                onThePage ? ", a station was asked on the page's own thread" : ""),
                whyStartWaits(onThePage));
        Expect.that(
                line.mostAtOnce.get() == 2,
                "2 stations asked at the same time",
                line.mostAtOnce + " at the most",
                "one reader has to wait until another has ended, or was never started");
        for (Thread thread : line.readers) {
            Expect.that(
                    thread.isVirtual(),
                    "a virtual thread for each station",
                    "a platform thread",
                    "new Thread and Thread.ofPlatform() make a thread of the operating system, which"
                            + " is occupied all the while the station keeps it waiting");
        }
        Expect.equal(
                List.of("airport", "harbour"),
                line.readers.stream().map(Thread::getName).sorted().toList(),
                "a virtual thread has no name unless its builder is given one");
        aDayLater();
    }

    private String whyStartWaits(boolean onThePage) {
        if (onThePage) {
            return "run() of a platform thread is a plain method call: the page itself waits for the"
                    + " station, and no thread was started";
        }
        return line.mostAtOnce.get() == 1
                ? "each reader is waited for before the next is started, so the stations are asked"
                        + " one after the other"
                : "start() waits for the answers, and waiting is the work of report(): in that time"
                        + " the page could be drawn";
    }

    @AllSchedules
    @DisplayName("report waits for every station, and keeps the order given")
    @Hint({
        "What start() began need not be finished when report() is called.",
        "Join every reader before you look at what it has found out.",
        "for (Thread reader : readers) { reader.join(); }"
    })
    void reportWaits() throws Exception {
        var reader = new StationReader(line.stations());

        reader.start();
        var report = reader.report();
        int answered = line.answered.get();
        aDayLater();

        expectAsked();
        Expect.that(
                answered == 2,
                "report() returns when both stations have answered",
                "it returned %s after %d of 2 answers".formatted(report, answered),
                "start() returns at once, and nobody joined the readers: the report shows what"
                        + " happens to be there");
        Expect.equal(
                List.of("harbour: 11.5", "airport: 11.5"),
                report,
                "an answer that came is not in the report, or the order is another");
    }

    @AllSchedules
    @DisplayName("report passes an interrupt on: it throws InterruptedException")
    @Hint({
        "A visitor leaves, and the thread that waits in report() is interrupted.",
        "join() throws InterruptedException then. What does your report() do with it?",
        "No catch in report(): the method declares the exception, so let it through."
    })
    void reportPassesTheInterruptOn() throws Exception {
        String expected = "report() throws InterruptedException";
        var reader = new StationReader(line.stations());
        reader.start();
        var reporting = new FutureTask<>(reader::report);
        var page = Thread.ofVirtual().name("page").start(reporting);
        Thread.sleep(Duration.ofMinutes(30));
        expectAsked();
        Expect.that(
                !reporting.isDone(),
                "report() still waits, because no station has answered yet",
                "it has ended",
                "start() returns at once, and nobody joined the readers");

        page.interrupt();
        aDayLater();

        switch (reporting.state()) {
            case FAILED ->
                    Expect.that(
                            reporting.exceptionNow() instanceof InterruptedException,
                            expected,
                            reporting.exceptionNow(),
                            "another exception took the place of the interrupt, so a caller takes it"
                                    + " for a failure");
            case SUCCESS, RUNNING, CANCELLED ->
                    throw new Unmet(
                            expected,
                            reporting.isDone()
                                    ? "report() returned " + reporting.resultNow()
                                    : "report() has not returned",
                            "the interrupt was caught and forgotten, so the caller goes on as if"
                                    + " nobody had asked it to stop");
        }
    }

    @AllSchedules
    @DisplayName("a station whose line is busy is asked again, three times at most")
    @Hint({
        "An IOException and an InterruptedException are two kinds of news.",
        "A busy line stays in the loop, an interrupt leaves it.",
        "catch (InterruptedException calledOff) { … return; } catch (IOException busy) { }"
    })
    void busyLineIsAskedAgain() throws Exception {
        var requests = new AtomicInteger();
        var reader =
                new StationReader(
                        List.of(
                                station("harbour", attempt -> attempt == 3 ? 11.5 : busy()),
                                station(
                                        "airport",
                                        attempt -> {
                                            requests.set(attempt);
                                            return attempt < 10 ? busy() : tooOften(attempt);
                                        })));

        reader.start();
        var report = reader.report();

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
                requests.get() == 3,
                "3 requests to a station that is always busy",
                requests + " requests",
                "the attempts are counted wrongly or not at all, and a station that is down is"
                        + " asked on and on");
    }

    @AllSchedules
    @DisplayName("stop interrupts the readers, and no station is asked again")
    @Hint({
        "What does the catch block in run() do with an interrupt?",
        "InterruptedException is an Exception, too: give it a catch block of its own.",
        "catch (InterruptedException calledOff) { Thread.currentThread().interrupt(); return; }"
    })
    void stopEndsTheReading() throws Exception {
        var reader = new StationReader(line.stations());
        reader.start();
        Thread.sleep(Duration.ofMinutes(30));
        expectAsked();

        reader.stop();
        aDayLater();

        Expect.that(
                line.interrupted.get() == 2,
                "both readers are interrupted",
                line.interrupted + " of 2",
                "an interrupt reaches the one thread that it is sent to, and not every reader was"
                        + " sent one");
        Expect.that(
                line.askedAgain.get() == 0,
                "no station is asked again",
                line.askedAgain + " more requests after stop()",
                line.askedAgainWithStatus.get() > 0
                        ? "the status was set again, but the loop goes on and asks again: nobody"
                                + " looks at the status by itself"
                        : "the interrupt was swallowed: catch (Exception) takes the interrupt for a"
                                + " busy line, and the loop goes on");
    }

    @AllSchedules
    @DisplayName("stop waits until every reader has ended")
    @Hint({
        "A reader that is interrupted may have to hang up first.",
        "interrupt() does not wait. Which method waits for the end of a thread?",
        "First interrupt all readers, then join all readers."
    })
    void stopWaits() throws Exception {
        line.hangingUp = Duration.ofHours(1);
        var reader = new StationReader(line.stations());
        reader.start();
        Thread.sleep(Duration.ofMinutes(30));
        expectAsked();

        Duration stopped = elapsed(reader::stop);
        boolean inUse = line.inUse.get() > 0;
        aDayLater();

        Expect.that(
                !inUse,
                "stop() returns when both readers have hung up, which takes them an hour",
                "it returned after %d minutes, and readers were still hanging up"
                        .formatted(stopped.toMinutes()),
                "interrupt() only asks a thread to stop, and returns at once: the reader goes on"
                        + " until it has cleaned up, and nobody waited for its end, or only for a"
                        + " while");
        Expect.that(
                stopped.toHours() < 2,
                "the readers hang up at the same time: stop() returns after one hour",
                "after %d hours".formatted(stopped.toHours()),
                "stop() waits for one reader before it has interrupted the next, so readers that"
                        + " need time to hang up do it one after the other");
    }

    private void expectAsked() {
        Expect.that(
                !line.readers.isEmpty(),
                "the stations are asked",
                "none of them was asked",
                "no thread was started: run() of a virtual thread does nothing, and only start()"
                        + " makes a thread run its task");
    }

    private static Duration elapsed(Expect.Action action) throws Exception {
        Instant start = Instant.now();
        action.run();
        return Duration.between(start, Instant.now());
    }

    /// On the clock of the schedule, where it costs nothing: what has not happened by then, never
    /// will.
    private static void aDayLater() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
    }

    /// Two stations that answer after ten hours. A reader that is interrupted hangs up first.
    private static final class Line {

        final Queue<Thread> readers = new ConcurrentLinkedQueue<>();
        final AtomicInteger inUse = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final AtomicInteger answered = new AtomicInteger();
        final AtomicInteger interrupted = new AtomicInteger();
        final AtomicInteger askedAgain = new AtomicInteger();
        final AtomicInteger askedAgainWithStatus = new AtomicInteger();
        Duration hangingUp = Duration.ZERO;

        List<StationReader.Station> stations() {
            return List.of(station("harbour", this::hold), station("airport", this::hold));
        }

        private double hold(int attempt) throws IOException, InterruptedException {
            if (attempt > 1) {
                askedAgain.incrementAndGet();
                if (Thread.currentThread().isInterrupted()) {
                    askedAgainWithStatus.incrementAndGet();
                }
                return busy();
            }
            readers.add(Thread.currentThread());
            mostAtOnce.accumulateAndGet(inUse.incrementAndGet(), Math::max);
            try {
                Thread.sleep(Duration.ofHours(10));
                answered.incrementAndGet();
                return 11.5;
            } catch (InterruptedException calledOff) {
                interrupted.incrementAndGet();
                Thread.sleep(hangingUp);
                throw calledOff;
            } finally {
                inUse.decrementAndGet();
            }
        }
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
