package p00_quick_start;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class HelloLaterTest {

    private static final String CAUSE =
            "an ExecutionException whose cause is what the greeting threw";

    private static final String REPLACED =
            "the failure was replaced on its way, so the caller cannot tell what happened";

    private volatile Thread ranOn;
    private volatile boolean ended;

    @AllSchedules
    @DisplayName("the greeting runs on a virtual thread of its own")
    @Hint({
        "A task needs a new virtual thread, and that thread has to be started.",
        "Thread.ofVirtual().start(task) starts one; so does an executor that makes one per task.",
        "Executors.newVirtualThreadPerTaskExecutor() in try-with-resources, then submit."
    })
    void ownVirtualThread() throws Exception {
        var call = new FutureTask<>(() -> HelloLater.greetFrom(saying("Hello")));
        var caller = Thread.ofVirtual().name("caller").start(call);
        Thread.sleep(Duration.ofHours(2)); // on the clock of the schedule: it costs nothing

        Expect.that(
                ranOn != null,
                "the greeting runs",
                "it never ran",
                "start() and submit() let a task begin; run() on a virtual thread does nothing");
        Expect.that(
                ranOn != caller,
                "a thread that the method starts",
                "the greeting ran on the thread that called the method",
                "run(), get() and call() are plain method calls: they stay on the thread that makes"
                        + " them");
        Expect.that(
                ranOn.isVirtual() && !ofTheCommonPool(ranOn),
                "a virtual thread",
                ofTheCommonPool(ranOn) ? "a thread of the common pool" : "a platform thread",
                "new Thread, Thread.ofPlatform and the usual pools make threads of the operating"
                        + " system; Thread.ofVirtual makes virtual ones");
        call.get();
    }

    @AllSchedules
    @DisplayName("the method returns only when the greeting is there")
    @Hint({
        "Who waits for the greeting? Starting a thread does not.",
        "thread.join() waits for a thread, future.get() for a result."
    })
    void waitsForTheGreeting() throws Exception {
        HelloLater.greetFrom(saying("Hello"));

        Expect.that(
                ended,
                "the method returns when the greeting has been said",
                "it returned while the greeting was still on its way",
                "start() and submit() return at once; only join() or get() makes the method wait"
                        + " for the greeting");
    }

    @AllSchedules
    @DisplayName("the method returns what the greeting says")
    @Hint({
        "A thread has no result of its own: something has to carry it back to the caller.",
        "A Future carries it: submit returns one, and its get() returns the result."
    })
    void returnsTheGreeting() throws Exception {
        for (String words : new String[] {"Hello", "Good evening"}) {
            Expect.equal(
                    words,
                    HelloLater.greetFrom(saying(words)),
                    "the result is not the one that this greeting gave: it was read too early, or"
                            + " from the wrong place");
        }
    }

    @AllSchedules
    @DisplayName("a greeting that fails is not lost: its failure is the cause of the method's")
    @Hint({
        "What a thread throws ends that thread. It does not reach the thread that joins it.",
        "A Future keeps the failure, and get() throws it as the cause of an ExecutionException.",
        "Return submit(…).get(), and do not catch the ExecutionException: the method declares it."
    })
    void failureIsNotLost() throws InterruptedException {
        var broken = new IllegalStateException("the greeting service is closed");
        String words;
        try {
            words =
                    HelloLater.greetFrom(() -> {
                        throw broken;
                    });
        } catch (ExecutionException failed) {
            expectCause(failed, broken);
            return;
        } catch (RuntimeException failed) {
            throw otherwise(failed, broken);
        }
        throw new Unmet(
                CAUSE,
                "greetFrom() returned " + words,
                "join() only says that a thread has ended, not that it failed; a Future's get()"
                        + " throws the failure again");
    }

    /// The explorer gives each task of the common pool a virtual thread with such a name.
    private static boolean ofTheCommonPool(Thread thread) {
        return thread.getName().startsWith("async-");
    }

    private static void expectCause(ExecutionException failed, Throwable broken) {
        if (failed.getCause() != broken) {
            throw new Unmet(
                    CAUSE,
                    "an ExecutionException whose cause is " + name(failed.getCause()),
                    REPLACED,
                    "get() throws the right ExecutionException: let it pass as it is.");
        }
    }

    private static Unmet otherwise(RuntimeException failed, Throwable broken) {
        var unmet =
                new Unmet(
                        CAUSE,
                        "greetFrom() threw " + name(failed),
                        failed == broken
                                ? "the greeting's failure went straight up to the caller, as it"
                                        + " does when the greeting runs on the caller's thread"
                                : REPLACED);
        // The cause stays reachable: a report looks there for what it can explain better.
        unmet.initCause(failed);
        return unmet;
    }

    private static String name(Throwable thrown) {
        return thrown == null ? "missing" : thrown.getClass().getSimpleName();
    }

    /// A greeting that takes an hour, which costs none: an explored check has a clock of its own.
    private Supplier<String> saying(String words) {
        return () -> {
            ranOn = Thread.currentThread();
            sleepAnHour();
            ended = true;
            return words;
        };
    }

    private static void sleepAnHour() {
        try {
            Thread.sleep(Duration.ofHours(1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
