package p03_tasks;

import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import p03_tasks.EarlyWarning.Failure;
import p03_tasks.EarlyWarning.Job;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class EarlyWarningTest {

    private static final String CANCELLED =
            "the first failure ended the whole: shutdownNow and cancel interrupt what still runs";

    private static final String NOBODY_ASKED =
            "what a job throws is kept in its future, and nobody asked for it";

    /// In the import of the checks a job takes milliseconds. They are those of the schedule's own
    /// clock, so what happens at once happens in the same nanosecond.
    private static final Duration PRICES = Duration.ofNanos(33_333_333);

    private static final Duration PICTURES = Duration.ofMillis(600);

    private static final Duration CLEANING_UP = Duration.ofHours(1);

    @AllSchedules
    @DisplayName("a failure is told while other jobs still run")
    @Hint({
        "Start all the jobs before you wait for any. Which of them ends first, you cannot know.",
        "Ask for whichever job ends next: an ExecutorCompletionService has a queue of them.",
        "var ended = new ExecutorCompletionService<Object>(executor); ended.submit(…) for each job,"
                + " then ended.take() as often as there are jobs."
    })
    void toldAtOnce() throws Exception {
        var alarm = new Told();
        var begun = new AtomicReference<Duration>();
        var prices =
                new Job(
                        "prices",
                        () -> {
                            begun.set(alarm.now());
                            Thread.sleep(PRICES);
                            throw new IllegalStateException("no prices");
                        });

        EarlyWarning.runAll(List.of(lasting(PICTURES, "pictures"), prices), alarm);

        if (alarm.calls.isEmpty()) {
            throw tooLate("nobody told it", NOBODY_ASKED);
        }
        Duration told = alarm.calls.peek().at();
        if (begun.get().isPositive()) {
            throw tooLate(
                    "pictures was running, and prices had not even begun",
                    "the jobs run one after the other, so each waits for those before it in the"
                            + " list");
        }
        if (told.compareTo(PICTURES) >= 0) {
            throw toldIfFirstInTheList()
                    ? tooLate(
                            "it was told after pictures had ended",
                            "the futures are asked in the order of the list: get() waits for"
                                    + " pictures, while the failure of prices lies in its future")
                    : tooLate(
                            "it was told after all had ended",
                            "all jobs are waited for before the first future is asked, as invokeAll"
                                    + " and close do");
        }
        if (!told.equals(PRICES)) {
            throw new Unmet(
                    "the failure of prices is told when it happens",
                    "it was told %.1f ms later".formatted(told.minus(PRICES).toNanos() / 1e6),
                    "the futures are asked again and again, with a pause in between: the news waits"
                            + " for the end of the pause, and somebody is busy asking all night",
                    "Wait for the next that ends: a blocking take() wakes you, whoever it is.");
        }
    }

    /// Tells answers that ask in the order of the list from those that wait for all first.
    private static boolean toldIfFirstInTheList() throws InterruptedException {
        var alarm = new Told();
        EarlyWarning.runAll(
                List.of(failing(PRICES, "prices"), lasting(PICTURES, "pictures")), alarm);
        return alarm.calls.peek().at().equals(PRICES);
    }

    @AllSchedules
    @DisplayName("every failure is told once, in the order in which they happen")
    @Hint({
        "After the first failure there may be a second.",
        "Take as many futures as there are jobs, and look at each: state() tells what became of it."
    })
    void everyFailure() throws Exception {
        var alarm = new Told();
        var jobs =
                List.of(
                        failing(PRICES.multipliedBy(3), "orders"),
                        failing(PRICES.multipliedBy(2), "prices"),
                        failing(PRICES, "stock"));

        EarlyWarning.runAll(jobs, alarm);

        var told = alarm.jobs();
        for (Failure failure : alarm.failures()) {
            Expect.that(
                    !(failure.cause() instanceof InterruptedException),
                    "the other jobs go on after a failure",
                    failure.job() + " was interrupted",
                    CANCELLED);
        }
        Expect.that(
                told.size() >= 3,
                "3 failures are told: stock, prices, orders",
                told.isEmpty() ? "none" : "only " + String.join(", ", told),
                told.isEmpty()
                        ? NOBODY_ASKED
                        : "the others failed as well, and nobody looked at their futures any more");
        Expect.that(
                told.size() == 3,
                "3 failures are told: stock, prices, orders",
                String.join(", ", told),
                "a failure was told more than once, or a job that did not fail was told");
        Expect.equal(
                List.of("stock", "prices", "orders"),
                told,
                told.equals(List.of("orders", "prices", "stock"))
                        ? "they were told in the order of the list, not in that of the failures"
                        : "they were told in another order than they happened in");
    }

    @AllSchedules
    @DisplayName("a failure is told as the job threw it, with the job's name; errors too")
    @Hint({
        "Follow an exception, and then an error, from where a job throws it: where does it end up?",
        "get() throws an ExecutionException around it, and catch (Exception …) does not see an error.",
        "future.exceptionNow() returns what the job threw, whatever its type."
    })
    void nameAndCause() throws Exception {
        var full = new IOException("the disk is full");
        var broken = new IOError(new IOException("the disk is broken"));
        var alarm = new Told();

        EarlyWarning.runAll(List.of(throwing("pictures", full)), alarm);
        EarlyWarning.runAll(List.of(throwing("prices", broken)), alarm);

        var told = alarm.failures();
        Expect.that(!told.isEmpty(), "the failure of pictures is told", "none", NOBODY_ASKED);
        expectTold("pictures", full, told.getFirst());
        Expect.that(
                told.size() > 1,
                "the failure of prices is told: " + shown(broken),
                "it was not",
                "an Error is not an Exception: a task that catches its exceptions itself lets the"
                        + " errors escape, into a future that nobody asks");
        expectTold("prices", broken, told.getLast());
    }

    @AllSchedules
    @DisplayName("the alarm is called on the thread that called runAll")
    @Hint({
        "A job that tells its own failure does so on its own thread.",
        "Bring the news home: the jobs put it in a queue, and the caller takes it from there."
    })
    void onTheCallingThread() throws Exception {
        var alarm = new Told();

        EarlyWarning.runAll(
                List.of(
                        throwing("orders", new IllegalStateException("no orders")),
                        throwing("prices", new IllegalStateException("no prices"))),
                alarm);

        Expect.that(!alarm.calls.isEmpty(), "the alarm is called", "it never was", NOBODY_ASKED);
        Expect.that(
                alarm.calls.stream().allMatch(call -> call.on() == Thread.currentThread()),
                "the alarm is called on the thread that called runAll",
                "it was called on another thread",
                "a job that calls the alarm itself does so on its own thread, so two failures at"
                        + " the same time are inside of it together");
    }

    @AllSchedules
    @DisplayName("it returns when every job has ended, and at once if there is none")
    @Hint({
        "When prices has failed, what becomes of pictures: who ends it, and who waits for it?",
        "An executor in try-with-resources is closed at the end of the block: close() waits."
    })
    void waitsForAll() throws Exception {
        var alarm = new Told();
        var running = new AtomicInteger();
        var interrupted = new AtomicInteger();

        EarlyWarning.runAll(List.of(), alarm);
        Duration idle = alarm.now();
        EarlyWarning.runAll(
                List.of(
                        failing(PRICES, "prices"),
                        interruptible("pictures", PICTURES, running, interrupted)),
                alarm);
        int left = running.get();

        Expect.that(
                idle.isZero(),
                "without a job the call returns at once",
                "after " + idle.toMillis() + " ms",
                "the method waits for something that no job brings about");
        Expect.that(
                interrupted.get() == 0,
                "the other jobs go on after a failure",
                "pictures was interrupted",
                CANCELLED);
        Expect.that(
                left == 0,
                "every job has ended when the call returns",
                "pictures was still running",
                "nobody waited for it: without close() a job outlives the call that started it");
    }

    @AllSchedules
    @DisplayName("when the caller is interrupted, so are the jobs: nobody waits for them for hours")
    @Hint({
        "An import that is cancelled at two o'clock must not run until six. Who tells the jobs?",
        "take() throws InterruptedException in the caller, and close() then waits as patiently as"
                + " ever.",
        "catch (InterruptedException cancelled) { executor.shutdownNow(); throw cancelled; }"
    })
    void cancelled() throws Exception {
        var running = new AtomicInteger();
        var interrupted = new AtomicInteger();
        var left = new AtomicInteger();
        var told = new AtomicReference<String>("it returned as if all had been imported");
        Thread night =
                Thread.ofVirtual()
                        .name("night")
                        .start(() -> {
                            try {
                                EarlyWarning.runAll(
                                        List.of(
                                                interruptible(
                                                        "pictures", PICTURES, running, interrupted),
                                                interruptible(
                                                        "prices", PICTURES, running, interrupted)),
                                        failure -> {});
                            } catch (InterruptedException cancelled) {
                                told.set("it threw InterruptedException");
                            }
                            left.set(running.get());
                        });
        Thread.sleep(PICTURES.dividedBy(2));
        night.interrupt();
        night.join();

        Expect.that(
                interrupted.get() == 2,
                "an import that is cancelled halfway interrupts its 2 jobs",
                interrupted + " were interrupted",
                "the interrupt reached the caller and not the jobs: close() waits for them, and"
                        + " interrupts nobody");
        Thread.sleep(CLEANING_UP);
        Expect.that(
                left.get() == 0,
                "the jobs have ended when runAll ends",
                left + " of 2 were still cleaning up",
                "shutdownNow(), cancel() and interrupt() only ask for the end, and return at once;"
                        + " close() and join() wait for it, however long it takes");
        Expect.equal(
                "it threw InterruptedException",
                told.get(),
                "the interruption was caught and not handed on, so the caller takes a cancelled"
                        + " import for a finished one");
    }

    private static Job lasting(Duration time, String name) {
        return new Job(
                name,
                () -> {
                    Thread.sleep(time);
                    return name;
                });
    }

    /// A job that cleans up for an hour when it is interrupted.
    private static Job interruptible(
            String name, Duration time, AtomicInteger running, AtomicInteger interrupted) {
        return new Job(
                name,
                () -> {
                    running.incrementAndGet();
                    try {
                        Thread.sleep(time);
                        return name;
                    } catch (InterruptedException cancelled) {
                        interrupted.incrementAndGet();
                        Thread.sleep(CLEANING_UP);
                        throw cancelled;
                    } finally {
                        running.decrementAndGet();
                    }
                });
    }

    private static Job failing(Duration after, String name) {
        return new Job(
                name,
                () -> {
                    Thread.sleep(after);
                    throw new IllegalStateException("no " + name);
                });
    }

    private static Job throwing(String name, Throwable cause) {
        return new Job(
                name,
                () -> {
                    if (cause instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) cause;
                });
    }

    private static void expectTold(String job, Throwable cause, Failure told) {
        Expect.equal(job, told.job(), "the failure was told with the name of another job");
        Expect.that(
                told.cause() == cause,
                "the cause is what the job threw: " + shown(cause),
                told.cause(),
                told.cause() instanceof ExecutionException
                        ? "get() throws an ExecutionException around what the job threw: its cause"
                                + " is what is asked for"
                        : "what the job threw was wrapped or replaced on its way");
    }

    private static Unmet tooLate(String observed, String why) {
        return new Unmet("the failure of prices is told while pictures still runs", observed, why);
    }

    private static String shown(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /// An alarm that remembers who called it, and when. Unlike the one in the exercise it is
    /// thread-safe, so that it can tell when it is called from the wrong thread.
    private static final class Told implements Consumer<Failure> {

        record Call(Failure failure, Thread on, Duration at) {}

        final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
        private final Instant start = Instant.now();

        @Override
        public void accept(Failure failure) {
            calls.add(new Call(failure, Thread.currentThread(), now()));
        }

        Duration now() {
            return Duration.between(start, Instant.now());
        }

        List<Failure> failures() {
            return calls.stream().map(Call::failure).toList();
        }

        List<String> jobs() {
            return failures().stream().map(Failure::job).toList();
        }
    }
}
