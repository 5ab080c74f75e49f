package p00_quick_start;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Caller;
import workbook.testkit.Caller.End;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;

class TwoQuestionsTest {

    private static final List<String> BOTH =
            List.of("the answer to weather", "the answer to traffic");

    private static final String NOT_AWAITED =
            "the line belongs to a try block that does not wait for the answers";

    private static final String NEVER_ENDS =
            "it waits for a result that nobody produces, because a task was never started or cannot"
                    + " end";

    @Test
    @DisplayName("both questions are in flight at the same time")
    @Hint({
        "Start both tasks before you wait for either of them.",
        "Python's create_task is executor.submit; await is get(). Keep the lines in that order.",
        "weather = executor.submit(…); traffic = executor.submit(…); then both get()."
    })
    void bothInFlight() throws Exception {
        // Answers nobody until both questions are asked.
        var service = RemoteService.answeringOnceInFlight(2);
        var line = new AgencyLine(service::answer);
        try (var caller = called(line)) {
            line.awaitFirstQuestion(caller);

            caller.expectValue("the method returns", NEVER_ENDS);

            service.verify();
        }
    }

    @Test
    @DisplayName("each question is asked on a virtual thread of its own")
    @Hint({
        "Two questions, two tasks, two threads; the caller only waits.",
        "Executors.newVirtualThreadPerTaskExecutor() starts a virtual thread for each task."
    })
    void ownVirtualThreads() throws Exception {
        var line = new AgencyLine(RemoteService.answeringAtOnce()::answer);
        try (var caller = called(line)) {
            line.awaitFirstQuestion(caller);
            caller.expectValue("the method returns", NEVER_ENDS);

            line.askedOn.forEach((subject, thread) -> {
                Expect.that(
                        !caller.is(thread),
                        "a thread of its own for each question",
                        "\"" + subject + "\" was asked on the thread that called the method",
                        "a plain call stays on the thread that makes it; a task has to be started"
                                + " or submitted");
                Expect.that(
                        thread.isVirtual(),
                        "virtual threads",
                        "\"%s\" was asked on the platform thread \"%s\""
                                .formatted(subject, thread.getName()),
                        "new Thread and a pool make threads of the operating system; an executor of"
                                + " virtual threads makes a new one for each task");
            });
        }
    }

    @Test
    @DisplayName("the answers come back as weather, traffic, whichever is there first")
    @Hint({
        "Keep the two futures apart, each under a name.",
        "get() on the one for the weather first, however late it is."
    })
    void inOrder() throws Exception {
        // The weather is not answered before the thread that asked for the traffic has ended.
        var trafficThread = new CompletableFuture<Thread>();
        var line =
                new AgencyLine(number -> {
                    if (number == 1) {
                        trafficThread.complete(Thread.currentThread());
                    } else {
                        awaitEnd(trafficThread);
                    }
                    return number;
                });
        try (var caller = called(line)) {
            line.awaitFirstQuestion(caller);

            List<String> answers = caller.expectValue("the method returns", NEVER_ENDS);

            Expect.equal(
                    BOTH,
                    answers,
                    lacksAnAnswer(answers)
                            ? "the list was made before the answers were there: starting a thread"
                                    + " does not wait for it"
                            : "traffic was answered first, and the answers were collected as they"
                                    + " arrived");
        }
    }

    @Test
    @DisplayName("the line is closed once, after both answers are there")
    @Hint({
        "async with is try-with-resources. What has to happen before its block may end?",
        "The resources of one try are closed in the reverse order; closing an executor waits.",
        "try (var line = dial.get(); var executor = …) { submit both; return both get() }"
    })
    void closedAfterTheAnswers() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        var line =
                new AgencyLine(number -> {
                    mayAnswer.await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                    return number;
                });
        try (var caller = called(line)) {
            line.awaitFirstQuestion(caller);
            caller.expectWaiting("both answers are there before the line is closed", NOT_AWAITED);
            mayAnswer.countDown();
            try {
                caller.expectValue("the method returns", NEVER_ENDS);
            } catch (ExecutionException late) {
                line.verify();
                throw late;
            }

            line.verify();
            line.verifyClosedOnce();
        } finally {
            mayAnswer.countDown();
        }
    }

    @Test
    @DisplayName("a question that fails is told as the cause, and the line is closed all the same")
    @Hint({
        "Which lines of your method are still reached when get() throws?",
        "try-with-resources closes on every way out. Let the ExecutionException pass."
    })
    void closedAfterAFailure() throws Exception {
        var broken = new IllegalStateException("no weather today");
        var line =
                new AgencyLine(number -> {
                    if (number == 0) {
                        throw broken;
                    }
                    return number;
                });
        try (var caller = called(line)) {
            line.awaitFirstQuestion(caller);

            Expect.that(
                    failureOf(caller).getCause() == broken,
                    "an ExecutionException whose cause is what the question threw",
                    "an ExecutionException with another cause",
                    "the failure was replaced on its way, so the caller cannot tell what happened");
            line.verifyClosedOnce();
        }
    }

    /// Waits until the thread is known and has ended; only a wrong answer runs out of patience
    /// here.
    private static void awaitEnd(Future<Thread> thread) throws InterruptedException {
        try {
            thread.get(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .join(RemoteService.PATIENCE);
        } catch (ExecutionException | TimeoutException never) {
            // The other question is not asked beside this one: bothInFlight tells of that.
        }
    }

    private static boolean lacksAnAnswer(List<String> answers) {
        return answers == null || answers.stream().anyMatch(Objects::isNull);
    }

    private static Caller<List<String>> called(AgencyLine line) {
        return Caller.start("read()", () -> TwoQuestions.read(line::dial));
    }

    private static ExecutionException failureOf(Caller<List<String>> caller)
            throws InterruptedException {
        String expected = "an ExecutionException whose cause is what the question threw";
        return switch (caller.expectEnd(expected, NEVER_ENDS)) {
            case End.Threw<List<String>>(ExecutionException failure, boolean status) -> failure;
            case End.Threw<List<String>>(IllegalStateException bare, boolean status) ->
                    throw caller.unmet(
                            expected,
                            "the failure went straight up to the caller, as it does when the"
                                    + " question is asked on the caller's thread");
            case End.Threw<List<String>> other ->
                    throw caller.unmet(
                            expected,
                            "the failure was replaced on its way, so the caller cannot tell what"
                                    + " happened");
            case End.Returned<List<String>>(List<String> answers, boolean status) ->
                    throw caller.unmet(
                            expected,
                            lacksAnAnswer(answers)
                                    ? "the failure ended its thread, and nobody asked for it: join()"
                                            + " does not throw it, a Future's get() does"
                                    : "the failure was caught on its way and became an answer");
        };
    }

    /// How the agency answers: question 0 is the weather, 1 the traffic.
    @FunctionalInterface
    private interface Agency {
        int answer(int number) throws InterruptedException;
    }

    /// A line that remembers who asked, and notices when it is closed under a question.
    private static final class AgencyLine implements TwoQuestions.Line {
        final Map<String, Thread> askedOn = new ConcurrentHashMap<>();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final AtomicInteger dialled = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger answeredWhenClosed = new AtomicInteger(2);
        private final Agency agency;

        AgencyLine(Agency agency) {
            this.agency = agency;
        }

        TwoQuestions.Line dial() {
            dialled.incrementAndGet();
            return this;
        }

        @Override
        public String ask(String subject) throws InterruptedException {
            int number = List.of("weather", "traffic").indexOf(subject);
            Expect.that(
                    number >= 0,
                    "the subjects \"weather\" and \"traffic\"",
                    subject,
                    "the agency knows no other subject");
            askedOn.put(subject, Thread.currentThread());
            asked.countDown();
            try {
                agency.answer(number);
            } finally {
                answered.incrementAndGet();
            }
            return "the answer to " + subject;
        }

        @Override
        public void close() {
            answeredWhenClosed.accumulateAndGet(answered.get(), Math::min);
            closed.incrementAndGet();
        }

        void awaitFirstQuestion(Caller<List<String>> caller) throws InterruptedException {
            caller.expectReached(
                    asked,
                    "the agency is asked",
                    "start() and submit() let a task begin; run() on a virtual thread does nothing");
        }

        void verify() {
            int answers = answeredWhenClosed.get();
            Expect.that(
                    answers == 2,
                    "both answers are there before the line is closed",
                    "it was closed after %d of 2 answers".formatted(answers),
                    NOT_AWAITED);
        }

        void verifyClosedOnce() {
            Expect.that(
                    dialled.get() == 1,
                    "the agency is dialled once",
                    "it was dialled " + dialled.get() + " times",
                    "each call of dial.get() opens another line; both tasks can use the same one");
            Expect.that(
                    closed.get() > 0,
                    "the line is closed when the method ends",
                    "close() was never called",
                    "a failure jumps over the lines below get(), and no collector hangs up; only"
                            + " try-with-resources or a finally closes on every way out");
            Expect.that(
                    closed.get() == 1,
                    "the line is closed once",
                    "close() was called " + closed.get() + " times",
                    "more than one place closes the line; leave it to the try");
        }
    }
}
