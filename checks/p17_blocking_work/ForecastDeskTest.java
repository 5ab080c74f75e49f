package p17_blocking_work;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;

class ForecastDeskTest {

    private static final String PLACE_LOST =
            "a place is lost: it is given back only when a forecast succeeds, or by a task that was"
                    + " cancelled before its turn and never ran";

    private final Forecasts forecasts = new Forecasts();

    /// A plain check: the explorer runs every thread as a virtual one, and here its kind matters.
    @Test
    @DisplayName("forecasts are computed on platform threads of the desk, the same for all calls")
    @Hint({
        "Which kind of thread takes turns with others while it computes?",
        "Make a pool of platform threads in the constructor, and use it in each call.",
        "new ThreadPoolExecutor(running, running, 0, SECONDS, new ArrayBlockingQueue<>(waiting))"
    })
    void platformThreads() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        try (var desk = new ForecastDesk(2, 1)) {
            for (int call = 0; call < 6; call++) {
                threads.add(desk.compute(Thread::currentThread));
            }
        }

        Expect.that(
                threads.stream().noneMatch(Thread::isVirtual),
                "forecasts are computed on platform threads",
                "one was computed on a virtual thread",
                "virtual threads do not take turns by time: one that computes keeps its carrier, and"
                        + " the rest of the service waits for it");
        Expect.that(
                !threads.contains(Thread.currentThread()),
                "forecasts are computed on threads of the desk",
                "one was computed on the thread of its caller",
                "the caller computes by itself, on whatever kind of thread it is");
        Expect.that(
                threads.size() <= 2,
                "at most 2 threads in 6 calls",
                threads.size() + " threads",
                "each call makes a thread or a pool of its own: a thread is made for nothing, and"
                        + " nothing bounds them all together");
    }

    @AllSchedules(delays = 2)
    @DisplayName("at most `running` forecasts are computed at once, and so many are")
    @Hint({
        "How many threads does your pool have, at least and at most?",
        "A ThreadPoolExecutor makes threads beyond its core size only when its queue is full.",
        "Core size and maximum are the same: running."
    })
    void runningHolds() throws Exception {
        var desk = new ForecastDesk(2, 2);
        var callers = new ArrayList<Request>();
        for (var name : List.of("Oslo", "Bergen", "Hamar")) {
            callers.add(request(name, desk, 100));
        }

        for (var caller : callers) {
            caller.expectForecast();
        }
        Expect.that(
                forecasts.peak <= 2,
                "at most 2 forecasts computed at once",
                forecasts.peak + " at once",
                "each call has threads of its own, or the pool makes more than it needs: nothing"
                        + " bounds the computing");
        Expect.that(
                forecasts.peak == 2,
                "2 forecasts computed at once",
                "1 at a time",
                "the pool has one thread, or a core size of one: it grows only when its queue is"
                        + " full");
        desk.close();
    }

    @AllSchedules(delays = 2)
    @Needs("runningHolds")
    @DisplayName("when `waiting` wait, the next is refused at once, and never computed")
    @Hint({
        "How long is the queue of newFixedThreadPool?",
        "A bounded queue refuses when it is full: the pool then throws by itself.",
        "new ArrayBlockingQueue<>(waiting), and the policy that a ThreadPoolExecutor has anyway."
    })
    void refusesAtOnce() throws Exception {
        var desk = new ForecastDesk(1, 1);
        var running = request("running", desk, 100);
        sleep(10);
        var waiting = request("waiting", desk, 100);
        sleep(10);
        var refused = request("refused", desk, 100);
        sleep(10);
        int atOnce = forecasts.peak();

        Expect.that(
                atOnce == 1,
                "1 forecast computed at once",
                atOnce + " at once",
                "a queue that is full makes the pool grow to its maximum, or the caller computes by"
                        + " itself: on a busy day nothing bounds the computing");
        refused.expectRefused();
        running.expectForecast();
        waiting.expectForecast();
        forecasts.expectOrder(List.of("running", "waiting"));
        desk.close();
    }

    @AllSchedules(delays = 2)
    @DisplayName("a caller who is interrupted leaves at once, and takes the forecast along")
    @Hint({
        "The caller has left. Who tells the thread that computes?",
        "future.cancel(true) interrupts the thread that runs the task.",
        "catch (InterruptedException calledOff) { task.cancel(true); throw calledOff; }"
    })
    void interruptedWhileComputing() throws Exception {
        var desk = new ForecastDesk(1, 1);
        var caller = request("Oslo", desk, 500);
        sleep(40);
        caller.interrupt();
        caller.expectInterrupted(40);

        sleep(10);
        Expect.that(
                forecasts.interruptedAt("Oslo") == 40,
                "the forecast is interrupted when its caller leaves, after 40 ms",
                "it goes on",
                "the caller has left and the forecast computes on, for nobody, while others wait"
                        + " for the thread");
        var next = request("Bergen", desk, 100);
        next.expectForecast();
        desk.close();
    }

    @AllSchedules(delays = 2)
    @Needs("refusesAtOnce")
    @DisplayName(
            "a caller who is interrupted while waiting frees the place, and nothing is computed")
    @Hint({
        "A cancelled task is still in the queue. Whose place does it take?",
        "cancel(true) does not look into the queue. Which method of the pool does?",
        "desk.remove(task) after task.cancel(true): execute the FutureTask itself, so that remove"
                + " finds it."
    })
    void interruptedWhileWaiting() throws Exception {
        var desk = new ForecastDesk(1, 1);
        var running = request("running", desk, 500);
        sleep(10);
        var impatient = request("impatient", desk, 500);
        sleep(30);
        impatient.interrupt();
        impatient.expectInterrupted(40);
        sleep(10);
        var next = request("next", desk, 100);

        next.expectForecast();
        running.expectForecast();
        forecasts.expectOrder(List.of("running", "next"));
        desk.close();
    }

    @AllSchedules(delays = 2)
    @Needs("interruptedWhileComputing")
    @DisplayName("a forecast that does not look at its interrupt status keeps its thread")
    @Hint({
        "The caller has left, the forecast has not. How many wait now, and how many are allowed to?",
        "A place belongs to the forecast, and not to its caller.",
        "Let the pool count: a thread is free when its task has ended, whoever still waits for it."
    })
    void stubbornForecast() throws Exception {
        var desk = new ForecastDesk(1, 1);
        var stubborn = new Request("stubborn", () -> desk.compute(forecasts::stubborn));
        sleep(40);
        stubborn.interrupt();
        stubborn.expectInterrupted(40);
        sleep(10);
        var waiting = request("waiting", desk, 100);
        sleep(10);
        var refused = request("refused", desk, 100);

        refused.expectRefused();
        waiting.expectForecast();
        Expect.that(
                forecasts.peak == 1,
                "1 forecast computed at once",
                forecasts.peak + " at once",
                "the place was given back when the caller left, and its forecast was still being"
                        + " computed");
        desk.close();
    }

    @AllSchedules(delays = 2)
    @DisplayName("a forecast that fails is told, and the next is computed as always")
    @Hint({
        "What a task throws comes out of get as the cause of an ExecutionException.",
        "Whatever you count yourself: give it back in finally."
    })
    void failureIsTold() throws Exception {
        var desk = new ForecastDesk(1, 1);
        var broken = new IOException("no readings");
        var wrong = new StackOverflowError("a forecast without end");
        for (int time = 0; time < 2; time++) {
            failing(desk, broken).expectFailure(broken);
            failing(desk, wrong).expectFailure(wrong);
        }

        request("Oslo", desk, 100).expectForecast();
        desk.close();
    }

    @AllSchedules(delays = 2)
    @DisplayName("close lets those that run and those that wait end, and refuses the next")
    @Hint({
        "What becomes of a forecast in the queue when the pool is closed?",
        "shutdownNow() interrupts and drops. shutdown() returns at once. close() waits."
    })
    void closeLetsThemEnd() throws Exception {
        var desk = new ForecastDesk(1, 1);
        var running = request("running", desk, 100);
        sleep(10);
        var waiting = request("waiting", desk, 100);
        sleep(10);
        desk.close();
        int done = forecasts.done();

        running.expectForecast();
        waiting.expectForecast();
        Expect.that(
                done == 2,
                "2 forecasts are done when close returns",
                done + " are",
                "close did not wait: shutdown() only refuses new tasks");
        request("late", desk, 100).expectRefusedWhenClosed();
    }

    private Request request(String name, ForecastDesk desk, int millis) {
        return new Request(name, () -> desk.compute(() -> forecasts.of(name, millis)));
    }

    private static Request failing(ForecastDesk desk, Throwable failure) {
        return new Request(
                "failing",
                () ->
                        desk.compute(() -> {
                            if (failure instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) failure;
                        }));
    }

    private static void sleep(int millis) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(millis));
    }

    /// Computes forecasts. It sleeps instead, which on a virtual clock is the same: it takes its
    /// time, and an interrupt ends it.
    private static final class Forecasts {
        private final List<String> order = new ArrayList<>();
        private final List<String> interrupted = new ArrayList<>();
        private final long start = System.nanoTime();
        private int atOnce;
        private int peak;
        private int done;

        String of(String name, int millis) throws InterruptedException {
            begin(name);
            try {
                sleep(millis);
                return "forecast for " + name;
            } catch (InterruptedException calledOff) {
                note(name);
                throw calledOff;
            } finally {
                end();
            }
        }

        /// Computes for 300 ms, whatever happens.
        String stubborn() {
            begin("stubborn");
            long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
            boolean interruptedMeanwhile = false;
            while (System.nanoTime() < until) {
                try {
                    Thread.sleep(Duration.ofNanos(until - System.nanoTime()));
                } catch (InterruptedException unheard) {
                    interruptedMeanwhile = true;
                }
            }
            end();
            if (interruptedMeanwhile) {
                Thread.currentThread().interrupt();
            }
            return "forecast";
        }

        private synchronized void begin(String name) {
            order.add(name);
            atOnce++;
            peak = Math.max(peak, atOnce);
        }

        private synchronized void end() {
            atOnce--;
            done++;
        }

        private synchronized void note(String name) {
            interrupted.add(name + "@" + millis());
        }

        private long millis() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }

        /// @return when this forecast was interrupted, or -1
        synchronized long interruptedAt(String name) {
            for (var found : interrupted) {
                if (found.startsWith(name + "@")) {
                    return Long.parseLong(found.substring(name.length() + 1));
                }
            }
            return -1;
        }

        synchronized int peak() {
            return peak;
        }

        synchronized int done() {
            return done;
        }

        synchronized void expectOrder(List<String> expected) {
            Expect.that(
                    order.equals(expected),
                    "computed: " + expected,
                    order,
                    order.contains("impatient")
                            ? "the caller had left before the forecast began, and it was computed"
                                    + " all the same: nobody cancelled the task"
                            : order.contains("refused")
                                    ? "the forecast of a refused caller was computed"
                                    : "the forecasts were not computed in the order in which they"
                                            + " were ordered");
        }
    }

    /// A thread in `compute`, and how it ended.
    private static final class Request {
        private final String name;
        private final Thread thread;
        private volatile String forecast;
        private volatile Throwable failure;
        private volatile long endNanos;
        private final long start = System.nanoTime();

        Request(String name, Callable<String> call) {
            this.name = name;
            thread =
                    Thread.ofVirtual()
                            .name(name)
                            .start(() -> {
                                try {
                                    forecast = call.call();
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                endNanos = System.nanoTime();
                            });
        }

        void interrupt() {
            thread.interrupt();
        }

        private String end(String expected) throws InterruptedException {
            return end(expected, PLACE_LOST);
        }

        private String end(String expected, String whyNot) throws InterruptedException {
            // The clock is a virtual one: an hour is over once no thread can go on.
            Expect.that(
                    thread.join(Duration.ofHours(1)), expected, name + " waits for ever", whyNot);
            if (failure instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            long after = Duration.ofNanos(endNanos - start).toMillis();
            String outcome =
                    switch (failure) {
                        case null -> "compute returned " + forecast;
                        // Its message is a line of the pool's inside.
                        case RejectedExecutionException refused ->
                                "compute threw a RejectedExecutionException";
                        default -> "compute threw " + failure;
                    };
            return outcome + " after %d ms".formatted(after);
        }

        private long millis() {
            return Duration.ofNanos(endNanos - start).toMillis();
        }

        void expectForecast() throws InterruptedException {
            String expected = "the forecast for " + name;
            String observed = end(expected);
            Expect.that(
                    failure == null,
                    expected,
                    observed,
                    failure instanceof RejectedExecutionException
                            ? "a place is free and the caller was refused: one that is cancelled"
                                    + " keeps its place until its turn, or a place is lost with each"
                                    + " failure"
                            : "the forecast was accepted, and then interrupted or dropped");
            Expect.that(
                    "forecast for %s".formatted(name).equals(forecast),
                    expected,
                    observed,
                    "the caller got something else than what its forecast returned");
        }

        void expectRefused() throws InterruptedException {
            String expected = "%s is refused at once".formatted(name);
            String observed = end(expected);
            Expect.that(
                    failure instanceof RejectedExecutionException,
                    expected,
                    observed,
                    failure == null
                            ? "the caller was accepted although `waiting` others wait: a queue"
                                    + " without end, or the place of a forecast that still runs was"
                                    + " given back"
                            : "the refusal came in another form");
            Expect.that(
                    millis() == 0,
                    expected,
                    observed,
                    "whoever cannot be served waits for the refusal: that is a queue, too");
        }

        void expectRefusedWhenClosed() throws InterruptedException {
            String expected = "%s is refused: the desk is closed".formatted(name);
            String observed =
                    end(
                            expected,
                            "a closed pool drops the task without a word when its policy is another"
                                    + " than to throw: nobody will complete the future that the"
                                    + " caller waits for");
            Expect.that(
                    failure instanceof RejectedExecutionException,
                    expected,
                    observed,
                    "the desk computes after it was closed");
        }

        void expectInterrupted(int afterMillis) throws InterruptedException {
            String expected = "an InterruptedException at once, after %d ms".formatted(afterMillis);
            String observed = end(expected);
            Expect.that(
                    millis() <= afterMillis,
                    expected,
                    observed,
                    "the caller waits until its forecast has ended: an interrupt asks for the end,"
                            + " and the forecast may be deaf");
            Expect.that(
                    failure instanceof InterruptedException,
                    expected,
                    observed,
                    "the caller's InterruptedException was dropped or replaced: it cannot tell that"
                            + " it was asked to stop");
        }

        void expectFailure(Throwable cause) throws InterruptedException {
            String expected = "an ExecutionException with the cause " + cause;
            String observed = end(expected);
            Expect.that(
                    failure instanceof ExecutionException,
                    expected,
                    observed,
                    failure instanceof RejectedExecutionException
                            ? PLACE_LOST
                            : "the failure was dropped, or came in another form");
            Expect.that(
                    failure.getCause() == cause,
                    expected,
                    "the cause " + failure.getCause(),
                    "the failure passed two futures, and each wrapped it");
        }
    }
}
