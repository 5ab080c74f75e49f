package p09_semaphores;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class AtMostTest {

    private static final String WITHOUT_PERMIT =
            "a request runs without a permit: each call has a semaphore of its own, or goes on"
                    + " although tryAcquire() said false, or the permit is back before the request"
                    + " has ended";

    @AllSchedules
    @DisplayName("the limit is used: with a limit of 2, two requests run at the same time")
    @Hint({
        "How many requests does your guard let in while one is running?",
        "A Semaphore has as many permits as you give it: new Semaphore(limit)."
    })
    void limitIsUsed() throws Exception {
        var gateway = new Gateway();
        var guard = new AtMost(2);

        var first = new Guest("first", () -> guard.call(gateway::read));
        var second = new Guest("second", () -> guard.call(gateway::read));
        first.expectAnswer();
        second.expectAnswer();

        Expect.that(
                gateway.peak() == 2,
                "2 requests at the same time",
                "1 at a time",
                "the requests run one after the other: a lock lets one in, a semaphore as many as"
                        + " it has permits");
    }

    @AllSchedules
    @DisplayName("the request runs on the thread of its caller")
    @Hint({
        "Who calls request.call() in your guard?",
        "No executor and no new thread: the caller waits for room, and then makes its request."
    })
    void runsOnItsCaller() throws Exception {
        var guard = new AtMost(1);
        var ranOn = new AtomicReference<Thread>();

        var guest =
                new Guest(
                        "guest",
                        () ->
                                guard.call(() -> {
                                    ranOn.set(Thread.currentThread());
                                    return "sunny";
                                }));
        guest.expectAnswer();

        Expect.that(
                ranOn.get() == guest.thread,
                "the request runs on the thread that called",
                "it runs on another thread",
                "a pool or an executor runs the request: that limits threads of its own, which"
                        + " somebody has to end, and an interrupt of the caller does not reach it");
    }

    @AllSchedules(delays = 2) // four threads: two preemptions are 20,000 schedules
    @DisplayName("the limit holds: with a limit of 2, the third request waits")
    @Hint({
        "Who counts the requests that run, and is it the same counter for every caller?",
        "One Semaphore in a field, shared by all calls; acquire() waits until a permit is free.",
        "permits.acquire(), then the request, and release() only when the request has ended."
    })
    void limitHolds() throws Exception {
        var gateway = new Gateway();
        var guard = new AtMost(2);

        var guests =
                List.of(
                        new Guest("first", () -> guard.call(gateway::read)),
                        new Guest("second", () -> guard.call(gateway::read)),
                        new Guest("third", () -> guard.call(gateway::read)));
        for (var guest : guests) {
            guest.expectAnswer();
        }

        gateway.expectPeakOf(2, WITHOUT_PERMIT);
    }

    @AllSchedules
    @DisplayName("a request that fails makes room like any other, and what it threw comes through")
    @Hint({
        "Which lines of yours are skipped when the request throws?",
        "release() belongs where it runs on every way out, and once: in finally."
    })
    void failureMakesRoom() throws Exception {
        var gateway = new Gateway();
        var guard = new AtMost(1);
        expectRoomForOne(guard, gateway, WITHOUT_PERMIT);

        expectRoomAfter(new IOException("no connection"), guard, gateway);
        expectRoomAfter(new IllegalStateException("the station is down"), guard, gateway);
        expectRoomAfter(new StackOverflowError("too deep"), guard, gateway);

        expectRoomForOne(
                guard,
                gateway,
                "the permit of a failed request came back twice, in catch and again in finally:"
                        + " the limit grows with every failure");
    }

    @AllSchedules
    @DisplayName("a caller who is interrupted while waiting gives up, and the limit stays")
    @Hint({
        "When acquire() throws InterruptedException, does this caller hold a permit?",
        "finally runs for everything inside of try. What stands before try is not its business.",
        "permits.acquire(); try { return request.call(); } finally { permits.release(); }"
    })
    void interruptedWhileWaiting() throws Exception {
        var gateway = new Gateway();
        var guard = new AtMost(1);

        var inside = new Guest("inside", () -> guard.call(gateway::read));
        Thread.sleep(Duration.ofMillis(10)); // the first is inside now, until 100 ms
        var waiting = new Guest("waiting", () -> guard.call(gateway::read));
        Thread.sleep(Duration.ofMillis(40));
        gateway.expectPeakOf(1, WITHOUT_PERMIT);
        waiting.interrupt();
        waiting.expectInterrupted(gateway);
        inside.expectAnswer();

        expectRoomForOne(
                guard,
                gateway,
                "finally gave back a permit that was never taken: acquire() was interrupted inside"
                        + " of try, and release() adds a permit without asking");
    }

    @Test
    @DisplayName("with a limit of 3 and twelve callers, all are answered, three at a time")
    @Hint("The same as the others ask, with real threads: acquire before try, release in finally.")
    void twelveCallers() throws Exception {
        // Answers nobody until three are inside.
        var service = RemoteService.answeringOnceInFlight(3);
        var guard = new AtMost(3);
        var calls =
                service.calls(12).stream()
                        .map(call -> (Callable<Integer>) () -> guard.call(call))
                        .toList();

        List<Future<Integer>> answers;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long patience = RemoteService.PATIENCE.multipliedBy(2).toMillis();
            answers = executor.invokeAll(calls, patience, TimeUnit.MILLISECONDS);
        }

        service.verify();
        for (var answer : answers) {
            if (answer.state() == Future.State.FAILED) {
                throw turnedAway(answer.exceptionNow());
            }
        }
        long missing = answers.stream().filter(Future::isCancelled).count();
        Expect.that(
                missing == 0,
                "12 answers",
                missing + " callers still wait, and no request runs",
                "a permit is not given back when a request has ended");
        Expect.that(
                service.peakInFlight() == 3,
                "at most 3 requests at the same time",
                service.peakInFlight(),
                WITHOUT_PERMIT);
    }

    /// Lets a request fail, then makes another.
    private static void expectRoomAfter(Throwable failure, AtMost guard, Gateway gateway)
            throws Exception {
        String name = failure.getClass().getSimpleName();
        var failing = new Guest("failing", () -> guard.call(() -> Gateway.fail(failure)));
        failing.expectFailure(failure);

        var next = new Guest("next", () -> guard.call(gateway::read));
        Expect.that(
                next.ends(),
                "room for the next request after one has failed with " + name,
                "the next waits for ever, and nobody is inside",
                failure instanceof IOException
                        ? "the failure jumped over release(): its permit is gone for good"
                        : "the permit comes back after the failures that were foreseen only:"
                                + " another type of failure takes it along");
        next.expectAnswer();
    }

    private static void expectRoomForOne(AtMost guard, Gateway gateway, String why)
            throws Exception {
        var first = new Guest("first", () -> guard.call(gateway::read));
        var second = new Guest("second", () -> guard.call(gateway::read));
        first.expectAnswer();
        second.expectAnswer();
        gateway.expectPeakOf(1, why);
    }

    /// Answers after 100 ms, and notices how many requests are inside.
    private static final class Gateway {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger peak = new AtomicInteger();
        private final AtomicInteger requests = new AtomicInteger();

        String read() throws InterruptedException {
            requests.incrementAndGet();
            peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                Thread.sleep(Duration.ofMillis(100));
                return "sunny";
            } finally {
                inside.decrementAndGet();
            }
        }

        static String fail(Throwable failure) throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }

        int requests() {
            return requests.get();
        }

        int peak() {
            return peak.get();
        }

        void expectPeakOf(int limit, String why) {
            int found = peak();
            Expect.that(
                    found <= limit,
                    "at most %d at the same time".formatted(limit),
                    found + " at the same time",
                    why);
        }
    }

    private static Unmet turnedAway(Throwable failure) {
        if (failure instanceof UnsupportedOperationException todo) {
            throw todo;
        }
        var unmet =
                new Unmet(
                        "an answer",
                        "call threw " + failure,
                        "the caller was turned away: tryAcquire() does not wait, it says false at"
                                + " once");
        unmet.initCause(failure);
        return unmet;
    }

    /// A thread that makes one call, and how it ended.
    private static final class Guest {

        private record End(String answer, Throwable failure, long nanos) {
            @Override
            public String toString() {
                return failure == null ? "call returned " + answer : "call threw " + failure;
            }
        }

        private final Thread thread;
        private End end;

        Guest(String name, Callable<String> call) {
            thread = Thread.ofVirtual().name(name).start(() -> end = make(call));
        }

        private static End make(Callable<String> call) {
            long begin = System.nanoTime();
            try {
                var answer = call.call();
                return new End(answer, null, System.nanoTime() - begin);
            } catch (Throwable failure) {
                return new End(null, failure, System.nanoTime() - begin);
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        /// The clock is a virtual one: an hour is over once no thread can go on.
        boolean ends() throws InterruptedException {
            return thread.join(Duration.ofHours(1));
        }

        private End end(String expected) throws InterruptedException {
            Expect.that(
                    ends(),
                    expected,
                    "the call waits for ever, and nobody is inside",
                    "a permit is not given back when a request has ended");
            var found = end;
            if (found.failure instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            return found;
        }

        void expectAnswer() throws InterruptedException {
            var found = end("an answer");
            if (found.failure != null) {
                throw turnedAway(found.failure);
            }
            Expect.equal(
                    "sunny",
                    found.answer,
                    "the caller got no answer of the request: tryAcquire() does not wait, it says"
                            + " false at once");
        }

        void expectFailure(Throwable expected) throws InterruptedException {
            var found = end("the caller gets " + expected);
            Expect.that(
                    found.failure == expected,
                    "the caller gets " + expected,
                    found,
                    found.failure == null
                            ? "the failure was caught and dropped on its way"
                            : "the failure was wrapped or replaced on its way, so the caller cannot"
                                    + " tell what happened");
        }

        /// The guest was interrupted 40 ms after it came, while it should have waited.
        void expectInterrupted(Gateway gateway) throws InterruptedException {
            String expected = "an InterruptedException when the waiting caller is interrupted";
            var found = end(expected);
            long late = Duration.ofNanos(found.nanos).toMillis() - 40;
            String observed = late > 0 ? found + ", %d ms later".formatted(late) : found.toString();
            Expect.that(
                    late >= 0,
                    expected,
                    observed,
                    "the caller did not wait for its turn: tryAcquire() says false at once");
            Expect.that(
                    gateway.requests() == 1,
                    expected,
                    observed,
                    "the caller went on and made its request: acquireUninterruptibly() and a caught"
                            + " InterruptedException stop nobody");
            Expect.that(
                    late == 0,
                    expected,
                    observed,
                    "the wait cannot be interrupted, so nobody can call the caller away");
            Expect.that(
                    found.failure instanceof InterruptedException,
                    expected,
                    observed,
                    found.failure == null
                            ? "the InterruptedException was caught and dropped, and the caller takes"
                                    + " what it got for an answer"
                            : "the InterruptedException was replaced: whoever called cannot tell"
                                    + " that it was asked to stop");
        }
    }
}
