package p00_quick_start;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class TwoQuestionsTest {

    private static final List<String> BOTH =
            List.of("the answer to weather", "the answer to traffic");

    private static final String CAUSE =
            "an ExecutionException whose cause is what the question threw";

    private static final String REPLACED =
            "the failure was replaced on its way, so the caller cannot tell what happened";

    private static final String NOT_AWAITED =
            "the line belongs to a try block that does not wait for the answers";

    @AllSchedules
    @DisplayName("both questions are in flight at the same time")
    @Hint({
        "Start both tasks before you wait for either of them.",
        "Python's create_task is executor.submit; await is get(). Keep the lines in that order.",
        "weather = executor.submit(…); traffic = executor.submit(…); then both get()."
    })
    void bothInFlight() throws Exception {
        var line = new AgencyLine(1, 1);
        var call = new FutureTask<>(() -> hoursToRead(line));
        Thread.ofVirtual().name("caller").start(call);
        waitForTheCall();

        line.expectAsked();
        long hours = call.get();

        Expect.that(
                hours == 1,
                "two questions of one hour each are answered after one hour",
                "after %d hours".formatted(hours),
                hours == 2
                        ? "each call is waited for before the next is made"
                        : "the method ends before its questions do");
    }

    @AllSchedules
    @DisplayName("each question is asked on a virtual thread of its own")
    @Hint({
        "Two questions, two tasks, two threads; the caller only waits.",
        "Executors.newVirtualThreadPerTaskExecutor() starts a virtual thread for each task."
    })
    void ownVirtualThreads() throws Exception {
        var line = new AgencyLine(1, 1);
        var call = new FutureTask<>(() -> TwoQuestions.read(line::dial));
        var caller = Thread.ofVirtual().name("caller").start(call);
        waitForTheCall();

        line.expectAsked();
        line.askedOn.forEach((subject, thread) -> {
            Expect.that(
                    thread != caller,
                    "a thread of its own for each question",
                    "\"" + subject + "\" was asked on the thread that called the method",
                    "a plain call stays on the thread that makes it; a task has to be started or"
                            + " submitted");
            Expect.that(
                    thread.isVirtual() && !ofTheCommonPool(thread),
                    "virtual threads",
                    "\"%s\" was asked on %s"
                            .formatted(
                                    subject,
                                    ofTheCommonPool(thread)
                                            ? "a thread of the common pool"
                                            : "a platform thread"),
                    "new Thread and a pool make threads of the operating system; an executor of"
                            + " virtual threads makes a new one for each task");
        });
        call.get();
    }

    @AllSchedules
    @DisplayName("the answers come back as weather, traffic, whichever is there first")
    @Hint({
        "Keep the two futures apart, each under a name.",
        "get() on the one for the weather first, however late it is."
    })
    void inOrder() throws Exception {
        var answers = TwoQuestions.read(new AgencyLine(2, 1)::dial);

        Expect.equal(
                BOTH,
                answers,
                lacksAnAnswer(answers)
                        ? "the list was made before the answers were there: starting a thread does"
                                + " not wait for it"
                        : "traffic was answered first, and the answers were collected as they"
                                + " arrived");
    }

    @AllSchedules
    @DisplayName("the line is closed once, after both answers are there")
    @Hint({
        "async with is try-with-resources. What has to happen before its block may end?",
        "The resources of one try are closed in the reverse order; closing an executor waits.",
        "try (var line = dial.get(); var executor = …) { submit both; return both get() }"
    })
    void closedAfterTheAnswers() throws Exception {
        var line = new AgencyLine(1, 2);

        TwoQuestions.read(line::dial);

        line.expectDialledOnce();
        Expect.that(
                line.answeredWhenClosed.get() == 2,
                "both answers are there before the line is closed",
                "it was closed after %d of 2 answers".formatted(line.answeredWhenClosed.get()),
                NOT_AWAITED);
        line.expectClosedOnce();
    }

    @AllSchedules
    @DisplayName("a question that fails is told as the cause, and the line is closed all the same")
    @Hint({
        "Which lines of your method are still reached when get() throws?",
        "try-with-resources closes on every way out. Let the ExecutionException pass."
    })
    void closedAfterAFailure() throws Exception {
        for (String failing : List.of("weather", "traffic")) {
            var line = new AgencyLine(2, 2);
            line.failing = failing;

            expectFailure(line);
            line.expectClosedOnce();
        }
    }

    @Needs("closedAfterAFailure")
    @AllSchedules
    @DisplayName("when one question fails, the line stays open until the other is over")
    @Hint({
        "get() throws because one question has failed. And the other one?",
        "It is still asked on the line. Who waits for its end before the line is closed?",
        "An executor in the same try, after the line, is closed first, and its close() waits."
    })
    void openForTheOther() throws Exception {
        for (String failing : List.of("weather", "traffic")) {
            var line = new AgencyLine(2, 2);
            line.failing = failing;

            try {
                TwoQuestions.read(line::dial);
            } catch (ExecutionException | RuntimeException expected) {
                // Whether it is the right one is for closedAfterAFailure to tell.
            }

            Expect.that(
                    !line.usedWhenClosed,
                    "nobody is asking when the line is closed",
                    "the line was closed while the other question was still being asked",
                    "the failure of \"%s\" ended the method, and nobody waited for the other thread"
                            .formatted(failing));
        }
    }

    private static void expectFailure(AgencyLine line) throws InterruptedException {
        List<String> answers;
        try {
            answers = TwoQuestions.read(line::dial);
        } catch (ExecutionException failed) {
            if (failed.getCause() != line.broken) {
                throw new Unmet(
                        CAUSE,
                        "an ExecutionException whose cause is " + name(failed.getCause()),
                        REPLACED,
                        "get() throws the right ExecutionException: let it pass as it is.");
            }
            return;
        } catch (RuntimeException failed) {
            var unmet =
                    new Unmet(
                            CAUSE,
                            "read() threw " + name(failed),
                            failed == line.broken
                                    ? "the failure went straight up to the caller, as it does when"
                                            + " the question is asked on the caller's thread"
                                    : REPLACED);
            // The cause stays reachable: a report looks there for what it can explain better.
            unmet.initCause(failed);
            throw unmet;
        }
        throw new Unmet(
                CAUSE,
                "read() returned " + answers,
                lacksAnAnswer(answers)
                        ? "the failure ended its thread, and nobody asked for it: join() does not"
                                + " throw it, a Future's get() does"
                        : "the failure was caught on its way and became an answer");
    }

    private static long hoursToRead(AgencyLine line) throws Exception {
        Instant start = Instant.now();
        TwoQuestions.read(line::dial);
        return Duration.between(start, Instant.now()).toHours();
    }

    /// On the clock of the schedule, where a day costs nothing: what has not happened by then,
    /// never will.
    private static void waitForTheCall() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
    }

    /// The explorer gives each task of the common pool a virtual thread with such a name.
    private static boolean ofTheCommonPool(Thread thread) {
        return thread.getName().startsWith("async-");
    }

    private static boolean lacksAnAnswer(List<String> answers) {
        return answers == null || answers.stream().anyMatch(Objects::isNull);
    }

    private static String name(Throwable thrown) {
        return thrown == null ? "missing" : thrown.getClass().getSimpleName();
    }

    /// A line that remembers who asked, and notices when it is closed under a question. A question
    /// that fails does so after an hour.
    private static final class AgencyLine implements TwoQuestions.Line {
        final IllegalStateException broken = new IllegalStateException("no answer today");
        final Map<String, Thread> askedOn = new ConcurrentHashMap<>();
        final AtomicInteger answeredWhenClosed = new AtomicInteger(2);
        volatile boolean usedWhenClosed;
        volatile String failing = "";
        private final AtomicInteger dialled = new AtomicInteger();
        private final AtomicInteger asking = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final Map<String, Integer> hours;

        AgencyLine(int hoursForTheWeather, int hoursForTheTraffic) {
            hours = Map.of("weather", hoursForTheWeather, "traffic", hoursForTheTraffic);
        }

        TwoQuestions.Line dial() {
            dialled.incrementAndGet();
            return this;
        }

        @Override
        public String ask(String subject) throws InterruptedException {
            Expect.that(
                    hours.containsKey(subject),
                    "the subjects \"weather\" and \"traffic\"",
                    subject,
                    "the agency knows no other subject");
            askedOn.put(subject, Thread.currentThread());
            asking.incrementAndGet();
            if (closed.get() > 0) {
                usedWhenClosed = true;
            }
            try {
                Thread.sleep(Duration.ofHours(subject.equals(failing) ? 1 : hours.get(subject)));
                if (subject.equals(failing)) {
                    throw broken;
                }
            } finally {
                asking.decrementAndGet();
            }
            answered.incrementAndGet();
            return "the answer to " + subject;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            answeredWhenClosed.accumulateAndGet(answered.get(), Math::min);
            if (asking.get() > 0) {
                usedWhenClosed = true;
            }
        }

        void expectAsked() {
            Expect.that(
                    !askedOn.isEmpty(),
                    "the agency is asked",
                    "nobody asked it",
                    "start() and submit() let a task begin; run() on a virtual thread does nothing");
        }

        void expectDialledOnce() {
            Expect.that(
                    dialled.get() == 1,
                    "the agency is dialled once",
                    "it was dialled " + dialled.get() + " times",
                    "each call of dial.get() opens another line; both tasks can use the same one");
        }

        void expectClosedOnce() {
            Expect.that(
                    closed.get() > 0,
                    "the line is closed when the method ends",
                    "close() was never called",
                    "a failure jumps over the lines below get(), and no collector hangs up; only"
                            + " try-with-resources or a finally closes on every way out");
            Expect.that(
                    closed.get() <= dialled.get(),
                    "the line is closed once",
                    "close() was called " + closed.get() + " times",
                    "more than one place closes the line; leave it to the try");
        }
    }
}
