package p02_concurrent_execution;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Rest;
import workbook.testkit.Unmet;

class FrontPageTest {

    private static final List<String> HEADLINES = List.of("Snow in May", "Tickets sold out");
    private static final double CELSIUS = 4.5;
    private static final Optional<String> BANNER = Optional.of("The airport is closed");

    private static final String LEFT_EMPTY =
            "a task that fails leaves empty what it should fill, and its exception stays in a"
                    + " Future that nobody asks";

    @Test
    @DisplayName("the three calls are in flight at the same time")
    @Hint({
        "Start all three before you wait for the first answer.",
        "submit starts a call and returns its Future at once. What waits is get.",
        "Three lines with submit, one for each call, and only then the three get()."
    })
    void inFlightTogether() throws Exception {
        var gate = new Gate();

        try {
            FrontPage.build(
                    () -> gate.passTogether(HEADLINES),
                    () -> gate.passTogether(CELSIUS),
                    () -> gate.passTogether(BANNER));
        } catch (ClassCastException confused) {
            // They were in flight. That they are mixed up is for answersInTheirPlaces to tell.
        }

        gate.verify();
    }

    @Test
    @DisplayName("each answer is in its place on the page, whatever order they come in")
    @Hint({
        "Which answer belongs to which call must not depend on which of them is quicker.",
        "Give each call a Future of its own: its type then says what it holds.",
        "Future<List<String>>, Future<Double>, Future<Optional<String>>: no cast is needed."
    })
    void answersInTheirPlaces() throws Exception {
        var gate = new Gate();
        FrontPage.Page page;

        try {
            page =
                    FrontPage.build(
                            () -> gate.passLastFirst(0, HEADLINES),
                            () -> gate.passLastFirst(1, CELSIUS),
                            () -> gate.passLastFirst(2, BANNER));
        } catch (ClassCastException confused) {
            throw new Unmet(
                    "a page with the three answers",
                    "ClassCastException: " + confused.getMessage().replaceFirst(" \\(.*", ""),
                    "the answers were taken in the order they came in, and the last call was"
                            + " answered first");
        }

        Expect.that(page != null, "a page", page, "the method returns null");
        String why = "this place on the page shows something else than its call answered";
        Expect.equal(HEADLINES, page.headlines(), why);
        Expect.equal(CELSIUS, page.celsius(), why);
        Expect.equal(BANNER, page.banner(), why);
    }

    @Test
    @DisplayName("a call that fails makes the whole fail, with what it threw as the cause")
    @Hint({
        "What a call throws is kept in its Future until somebody asks.",
        "Future.get() throws an ExecutionException whose cause is what the call threw.",
        "Let the exception of get() through: no catch is needed."
    })
    void failureIsNotLost() {
        for (String failing : List.of("headlines", "temperature", "banner")) {
            var failure = new IOException("no answer for the " + failing);

            mustFail(
                    failure,
                    () ->
                            FrontPage.build(
                                    answer("headlines", HEADLINES, failing, failure),
                                    answer("temperature", CELSIUS, failing, failure),
                                    answer("banner", BANNER, failing, failure)));
        }
    }

    @Test
    @DisplayName("no call outlives the method, also when another call fails")
    @Hint({
        "When get() throws, the method ends. Who waits for the calls that still run?",
        "shutdown() only says that no more tasks will come. close() waits for those that run.",
        "Put the executor into try-with-resources: its close() runs however the block is left."
    })
    void noCallOutlivesTheMethod() throws Exception {
        // Which future is asked first is the answer's choice, so each of the calls fails in turn.
        for (String failing : List.of("headlines", "temperature", "banner")) {
            var services = new SlowServices(failing);

            boolean met =
                    services.watch(() ->
                            FrontPage.build(
                                    services.call("headlines", HEADLINES),
                                    services.call("temperature", CELSIUS),
                                    services.call("banner", BANNER)));

            if (!met) {
                return; // What never runs together is for inFlightTogether to tell.
            }
        }
    }

    private static <T> Callable<T> answer(
            String name, T answer, String failing, IOException failure) {
        return () -> {
            if (name.equals(failing)) {
                throw failure;
            }
            return answer;
        };
    }

    private static void mustFail(IOException failure, Callable<FrontPage.Page> build) {
        String expected = "ExecutionException, caused by " + show(failure);
        FrontPage.Page page;
        try {
            page = build.call();
        } catch (ExecutionException wrapped) {
            Expect.that(
                    wrapped.getCause() == failure,
                    expected,
                    "ExecutionException, caused by " + show(wrapped.getCause()),
                    isCausedBy(wrapped, failure)
                            ? "what the call threw was wrapped once more on its way"
                            : "the cause was replaced on its way, so the caller cannot tell what"
                                    + " happened");
            return;
        } catch (ClassCastException confused) {
            return; // The answers are mixed up: that is for answersInTheirPlaces to tell.
        } catch (Exception other) {
            var unmet = new Unmet(expected, show(other), whyNotAsDeclared(other, failure));
            // The cause stays reachable: a report looks there for what it can explain better.
            unmet.initCause(other);
            throw unmet;
        }
        Expect.that(
                page != null,
                expected,
                page,
                "null stands for the failure, so the caller fails later and cannot tell why");
        throw new Unmet(
                expected,
                page.toString(),
                page.headlines() == null || page.banner() == null
                        ? LEFT_EMPTY
                        : "the failure was replaced by a default value, so nobody can tell this"
                                + " page from a true one");
    }

    private static String whyNotAsDeclared(Exception thrown, IOException failure) {
        return switch (thrown) {
            case NullPointerException empty -> LEFT_EMPTY;
            case CompletionException joined ->
                    "join() throws a CompletionException; it is get() that throws an"
                            + " ExecutionException";
            case Exception bare when bare == failure ->
                    "the failure was taken out of its ExecutionException, where the caller looks"
                            + " for it";
            case Exception other when isCausedBy(other, failure) ->
                    "the failure is handed on in another exception than the method declares";
            default -> "the failure of the call was hidden by another one";
        };
    }

    private static boolean isCausedBy(Throwable thrown, IOException failure) {
        return Stream.iterate(thrown, link -> link != null, Throwable::getCause)
                .anyMatch(link -> link == failure);
    }

    private static String show(Throwable thrown) {
        if (thrown == null) {
            return "nothing";
        }
        String name = thrown.getClass().getSimpleName();
        if (thrown.getCause() != null) {
            return name + ", caused by " + show(thrown.getCause());
        }
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }

    /// Lets a call on once all three are in flight, or once it is clear that they never will be.
    private static final class Gate {

        private final CountDownLatch missing = new CountDownLatch(3);
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicReference<Unmet> complaint = new AtomicReference<>();
        private final List<CompletableFuture<Thread>> answered =
                Stream.generate(CompletableFuture<Thread>::new).limit(3).toList();

        /// @throws Unmet if the three calls do not meet
        <T> T passTogether(T answer) throws InterruptedException {
            meet();
            verify();
            return answer;
        }

        /// Answers each call after the one with the next number, and after the thread of that one
        /// has handed its answer on.
        <T> T passLastFirst(int number, T answer) throws Exception {
            meet();
            if (met() && number < 2) {
                Rest.await(
                        answered.get(number + 1)
                                .get(RemoteService.PATIENCE.toNanos(), NANOSECONDS));
            }
            answered.get(number).complete(Thread.currentThread());
            return answer;
        }

        void meet() throws InterruptedException {
            inFlight.incrementAndGet();
            missing.countDown();
            if (met() && !missing.await(RemoteService.PATIENCE.toNanos(), NANOSECONDS)) {
                complaint.compareAndSet(null, tooFew(inFlight.get()));
            }
        }

        private static Unmet tooFew(int inFlight) {
            return new Unmet(
                    "3 calls in flight together",
                    inFlight + " in flight at most",
                    inFlight == 1
                            ? "each call is waited for before the next is made, or all have to"
                                    + " share one thread"
                            : "one call is made only after another has been waited for, or a pool"
                                    + " has no thread for it");
        }

        boolean met() {
            return complaint.get() == null;
        }

        void verify() {
            if (!met()) {
                throw complaint.get();
            }
        }
    }

    /// Three services: one fails as soon as all three calls are in flight. The others take their
    /// time to end, even after an interrupt: until the method has ended, or waits for them.
    private static final class SlowServices {

        private final String failing;
        private final Gate gate = new Gate();
        private final CountDownLatch aboutToFail = new CountDownLatch(1);
        private final CountDownLatch mayFail = new CountDownLatch(1);
        private final CountDownLatch fails = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final AtomicInteger running = new AtomicInteger();
        private volatile Thread failingThread;
        private volatile Exception thrown;
        private volatile int outlived;

        SlowServices(String failing) {
            this.failing = failing;
        }

        <T> Callable<T> call(String name, T answer) {
            return () -> {
                running.incrementAndGet();
                try {
                    gate.meet();
                    if (name.equals(failing)) {
                        failingThread = Thread.currentThread();
                        aboutToFail.countDown();
                        mayFail.await();
                        fails.countDown();
                        throw new IOException("no answer for the " + failing);
                    }
                    if (gate.met()) {
                        awaitUninterruptibly(mayEnd);
                    }
                    return answer;
                } finally {
                    running.decrementAndGet();
                }
            };
        }

        /// Runs the method on a thread that can be watched from outside.
        ///
        /// @return whether the three calls were in flight together
        /// @throws Unmet if the method ends before a call does
        /// @throws Exception what the method threw before a call failed
        boolean watch(Callable<?> method) throws Exception {
            Thread caller = Thread.ofVirtual().name("front page").start(() -> run(method));
            try {
                aboutToFail.await(2 * RemoteService.PATIENCE.toNanos(), NANOSECONDS);
                // The method waits for an answer; the failure is handed over; then the method ends,
                // or it waits for the other calls.
                Rest.await(caller);
                mayFail.countDown();
                if (failingThread != null) {
                    fails.await();
                    Rest.await(failingThread);
                    Rest.await(caller);
                }
            } finally {
                mayFail.countDown();
                mayEnd.countDown();
            }
            Expect.that(
                    caller.join(RemoteService.PATIENCE),
                    "the method ends once its calls have ended",
                    "it still waits",
                    "it waits for something that never comes");
            if (failingThread == null && thrown != null) {
                throw thrown;
            }
            Expect.that(
                    outlived == 0,
                    "no call still runs when the method ends",
                    "the call for the %s failed, and %d of the others still ran"
                            .formatted(failing, outlived),
                    "the failure ended the method, and nobody waited for the calls in flight:"
                            + " shutdown() and cancel() do not wait, close() does");
            return gate.met();
        }

        private void run(Callable<?> method) {
            try {
                method.call();
            } catch (Exception failure) {
                thrown = failure;
            } finally {
                outlived = running.get();
                aboutToFail.countDown();
            }
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            boolean interrupted = false;
            while (latch.getCount() > 0) {
                try {
                    latch.await(1, TimeUnit.HOURS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
