package p03_tasks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p03_tasks.EarlyWarning.Failure;
import p03_tasks.EarlyWarning.Job;
import workbook.testkit.AllSchedules;
import workbook.testkit.CallingThread;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class EarlyWarningTest {

    private static final String CANCELLED =
            "the first failure ended the whole: shutdownNow and cancel interrupt what still runs";

    @Test
    @DisplayName("a failure is told while other jobs still run")
    @Hint({
        "Start all the jobs before you wait for any. Which of them ends first, you cannot know.",
        "Ask for whichever job ends next: an ExecutorCompletionService has a queue of them.",
        "var ended = new ExecutorCompletionService<Object>(executor); ended.submit(…) for each job,"
                + " then ended.take() as often as there are jobs."
    })
    void toldAtOnce() throws Exception {
        var alarm = new Told();
        var begun = new CountDownLatch(1);
        var toldTooLate = new AtomicBoolean();
        var begunTooLate = new AtomicBoolean();
        Callable<String> pictures =
                () -> {
                    if (!alarm.hears("prices")) {
                        toldTooLate.set(true);
                        begunTooLate.set(begun.getCount() > 0);
                    }
                    return "pictures";
                };
        Callable<String> prices =
                () -> {
                    begun.countDown();
                    throw new IllegalStateException("no prices");
                };

        EarlyWarning.runAll(
                List.of(new Job("pictures", pictures), new Job("prices", prices)), alarm);

        if (begunTooLate.get()) {
            throw tooLate(
                    "pictures was waiting, and prices had not even begun",
                    "the jobs run one after the other, so each waits for those before it in the"
                            + " list");
        }
        if (toldTooLate.get() && toldIfFirstInTheList()) {
            throw tooLate(
                    "it was told after pictures had ended",
                    "the futures are asked in the order of the list: get() waits for pictures,"
                            + " while the failure of prices lies in its future");
        }
        if (toldTooLate.get()) {
            throw tooLate(
                    alarm.jobs().isEmpty() ? "nobody told it" : "it was told after all had ended",
                    "all jobs are waited for before the first future is asked, as invokeAll and"
                            + " close do, or nobody asks at all");
        }
    }

    /// Tells answers that ask in the order of the list from those that wait for all first.
    private static boolean toldIfFirstInTheList() throws InterruptedException {
        var alarm = new Told();
        var told = new AtomicBoolean();
        EarlyWarning.runAll(
                List.of(
                        failing("prices", new IllegalStateException("no prices")),
                        new Job(
                                "pictures",
                                () -> {
                                    told.set(alarm.hears("prices"));
                                    return "pictures";
                                })),
                alarm);
        return told.get();
    }

    @Test
    @DisplayName("every failure is told once, in the order in which they happen")
    @Hint({
        "After the first failure there may be a second.",
        "Take as many futures as there are jobs, and look at each: state() tells what became of it."
    })
    void everyFailure() throws Exception {
        // Each job fails only after the one behind it has been told.
        var alarm = new Told();
        var jobs =
                List.of(
                        failingAfter(alarm, "prices", "orders"),
                        new Job("pictures", () -> "pictures"),
                        failingAfter(alarm, "stock", "prices"),
                        failing("stock", new IllegalStateException("no stock")));

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
                        ? "what a job throws is kept in its future, and nobody asked for it"
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

    @Test
    @DisplayName("a failure is told as the job threw it, with the job's name; errors too")
    @Hint({
        "Follow an exception, and then an error, from where a job throws it: where does it end up?",
        "get() throws an ExecutionException around it, and catch (Exception …) does not see an error.",
        "future.exceptionNow() returns what the job threw, whatever its type."
    })
    void nameAndCause() throws Exception {
        var full = new IOException("the disk is full");
        var missing = new NoClassDefFoundError("PriceParser");
        var alarm = new Told();

        EarlyWarning.runAll(List.of(failing("pictures", full)), alarm);
        EarlyWarning.runAll(List.of(failing("prices", missing)), alarm);

        Expect.that(
                !alarm.failures().isEmpty(),
                "the failure of pictures is told",
                "none",
                "what a job throws is kept in its future, and nobody asked for it");
        expectTold("pictures", full, alarm.failures().getFirst());
        Expect.that(
                alarm.failures().size() > 1,
                "the failure of prices is told: " + shown(missing),
                "it was not",
                "an Error is not an Exception: a task that catches its exceptions itself lets the"
                        + " errors escape, into a future that nobody asks");
        expectTold("prices", missing, alarm.failures().getLast());
    }

    @Test
    @DisplayName("the alarm is called on the thread that called runAll")
    @Hint({
        "A job that tells its own failure does so on its own thread.",
        "Bring the news home: the jobs put it in a queue, and the caller takes it from there."
    })
    void onTheCallingThread() throws Exception {
        var alarm = new Told();

        EarlyWarning.runAll(
                List.of(
                        failing("orders", new IllegalStateException("no orders")),
                        failing("prices", new IllegalStateException("no prices"))),
                alarm);

        Expect.that(
                !alarm.threads().isEmpty(),
                "the alarm is called",
                "it never was",
                "what a job throws is kept in its future, and nobody asked for it");
        Expect.that(
                alarm.threads().equals(Set.of(Thread.currentThread())),
                "the alarm is called on the thread that called runAll",
                "it was called on another thread",
                "a job that calls the alarm itself does so on its own thread, so two failures at"
                        + " the same time are inside of it together");
    }

    @Test
    @DisplayName("it returns when every job has ended, and at once if there is none")
    @Hint({
        "When prices has failed, what becomes of pictures: who ends it, and who waits for it?",
        "An executor in try-with-resources is closed at the end of the block: close() waits."
    })
    void waitsForAll() throws Exception {
        var caller = CallingThread.here();
        var interrupted = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var alarm = new Told();
        Callable<String> pictures =
                () -> {
                    try {
                        alarm.hears("prices");
                        caller.holdUntilItWaits();
                        return "pictures";
                    } catch (InterruptedException cancelled) {
                        interrupted.countDown();
                        throw cancelled;
                    } finally {
                        ended.countDown();
                    }
                };

        EarlyWarning.runAll(List.of(), alarm);
        EarlyWarning.runAll(
                List.of(
                        failing("prices", new IllegalStateException("no prices")),
                        new Job("pictures", pictures)),
                alarm);
        boolean all = ended.getCount() == 0;
        caller.returned();

        Expect.that(
                interrupted.getCount() > 0,
                "the other jobs go on after a failure",
                "pictures was interrupted",
                CANCELLED);
        Expect.that(
                all,
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
        var told = new AtomicReference<String>("it returned as if all had been imported");
        Thread night =
                Thread.ofVirtual()
                        .name("night")
                        .start(() -> {
                            try {
                                EarlyWarning.runAll(
                                        List.of(lasting(6, "pictures"), lasting(4, "prices")),
                                        failure -> {});
                            } catch (InterruptedException cancelled) {
                                told.set("it threw InterruptedException");
                            }
                        });
        Instant start = Instant.now();
        Thread.sleep(Duration.ofHours(2));
        night.interrupt();
        night.join();
        long hours = Duration.between(start, Instant.now()).toHours();

        Expect.that(
                hours == 2,
                "an import that is cancelled after 2 hours ends after 2 hours",
                "it ended after %d hours".formatted(hours),
                "the interrupt reached the caller and not the jobs: close() waits for them, and"
                        + " interrupts nobody");
        Expect.equal(
                "it threw InterruptedException",
                told.get(),
                "the interruption was caught and not handed on, so the caller takes a cancelled"
                        + " import for a finished one");
    }

    private static Job lasting(int hours, String name) {
        return new Job(
                name,
                () -> {
                    Thread.sleep(Duration.ofHours(hours));
                    return name;
                });
    }

    private static Job failing(String name, Throwable cause) {
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

    /// A job that fails once the failure of another is told.
    private static Job failingAfter(Told alarm, String other, String name) {
        return new Job(
                name,
                () -> {
                    alarm.hears(other);
                    throw new IllegalStateException("no " + name);
                });
    }

    private static Unmet tooLate(String observed, String why) {
        return new Unmet("the failure of prices is told while pictures still runs", observed, why);
    }

    private static String shown(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /// An alarm that remembers who called it. Unlike the one in the exercise it is thread-safe, so
    /// that it can tell when it is called from the wrong thread.
    private static final class Told implements Consumer<Failure> {

        private final List<Failure> failures = new ArrayList<>();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final ConcurrentHashMap<String, CountDownLatch> heard = new ConcurrentHashMap<>();

        @Override
        public void accept(Failure failure) {
            threads.add(Thread.currentThread());
            synchronized (failures) {
                failures.add(failure);
            }
            of(failure.job()).countDown();
        }

        /// Waits until the failure of a job is told; only a wrong answer runs out of patience.
        boolean hears(String job) throws InterruptedException {
            return of(job).await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        }

        List<Failure> failures() {
            synchronized (failures) {
                return List.copyOf(failures);
            }
        }

        List<String> jobs() {
            return failures().stream().map(Failure::job).toList();
        }

        Set<Thread> threads() {
            return threads;
        }

        private CountDownLatch of(String job) {
            return heard.computeIfAbsent(job, unheard -> new CountDownLatch(1));
        }
    }
}
