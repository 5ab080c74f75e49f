package p03_tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class StartNowTest {

    private final Instant start = Instant.now();
    private volatile Thread backgroundRanOn;
    private volatile long backgroundBegan = -1; // in hours from the start; -1 means never
    private volatile long foregroundBegan = -1;
    private volatile boolean backgroundEnded;

    @AllSchedules
    @DisplayName("the background task runs while the foreground work is done")
    @Hint({
        "Put the three steps in order: which of them must not wait for another?",
        "submit starts the task and returns at once. Do the foreground work before you ask.",
        "Future<B> later = executor.submit(background); F now = foreground.get(); and only then"
                + " later.get()."
    })
    void bothAtOnce() throws Exception {
        StartNow.together(background(1), foreground(2), (report, page) -> page + report);

        Expect.that(
                backgroundRanOn != Thread.currentThread(),
                "the background task runs on another thread",
                "it ran on the thread that called",
                "call() is a method like any other: it runs where it is called, and the caller"
                        + " waits for it to return");
        Expect.that(
                foregroundBegan == 0,
                "the foreground work begins while the background task runs",
                "the foreground had to wait until the task had ended",
                "get() waits: whoever asks for the result before the foreground work does one after"
                        + " the other");
        Expect.that(
                backgroundBegan == 0,
                "the background task is started before the foreground work",
                backgroundBegan < 0
                        ? "it was never started"
                        : "it had not begun when the foreground work was done",
                "a task runs from the moment it is submitted, and this one was submitted too late:"
                        + " nothing ran meanwhile");
    }

    @AllSchedules
    @DisplayName("the background has a virtual thread of its own, the foreground stays here")
    @Hint({
        "The caller's own thread has work to do: the foreground. Only the background needs another.",
        "Executors.newVirtualThreadPerTaskExecutor() starts a new virtual thread for each task."
    })
    void oneThreadEach() throws Exception {
        var threads =
                StartNow.together(
                        Thread::currentThread,
                        Thread::currentThread,
                        (background, foreground) -> new Thread[] {background, foreground});

        Expect.that(
                threads[1] == Thread.currentThread(),
                "the foreground runs on the thread that called",
                "it ran on another thread",
                "the foreground work was given away as well, so the caller only waits");
        Expect.that(
                threads[0] != Thread.currentThread(),
                "the background runs on a thread of its own",
                "it ran on the thread that called",
                "call() is a method like any other: it runs on the thread that calls it");
        // The explorer gives each task of the common pool a virtual thread with such a name.
        boolean borrowed = threads[0].getName().startsWith("async-");
        Expect.that(
                threads[0].isVirtual() && !borrowed,
                "the background runs on a virtual thread",
                borrowed ? "it ran on a thread of the common pool" : "it ran on a platform thread",
                "a pool of platform threads, the common pool too, has few of them, and a task that"
                        + " waits for its answer occupies one");
    }

    @AllSchedules
    @DisplayName("a report that takes longer than the foreground is waited for")
    @Hint({
        "When the foreground is done, the background may still be running.",
        "resultNow() never waits; it is for a task that is known to have ended. get() waits."
    })
    void slowReport() throws Exception {
        String page;
        try {
            page =
                    StartNow.together(
                            background(2), foreground(1), (report, title) -> title + ": " + report);
        } catch (IllegalStateException tooEarly) {
            throw new Unmet(
                    "the call waits for the report",
                    "%s: %s".formatted(tooEarly.getClass().getSimpleName(), tooEarly.getMessage()),
                    "the result was taken without waiting: resultNow() throws while the task still"
                            + " runs");
        }

        Expect.equal(
                "Oslo: sunny",
                page,
                "the results were combined before the background task had ended, or got mixed up");
    }

    @AllSchedules
    @DisplayName(
            "a background task that fails makes the call fail, with what it threw as the cause")
    @Hint({
        "What a task throws is kept in its Future until somebody asks.",
        "Future.get() throws an ExecutionException whose cause is the failure. Let it through."
    })
    void failureIsTold() {
        var down = new IllegalStateException("the station is down");

        var failure =
                Expect.failure(
                        ExecutionException.class,
                        () ->
                                StartNow.together(
                                        () -> {
                                            throw down;
                                        },
                                        () -> "page",
                                        (report, page) -> page + report),
                        "the failure was dropped, or came in another form: get() throws an"
                                + " ExecutionException around what the task threw");

        Expect.that(
                failure.getCause() == down,
                "the cause is what the task threw: " + down.getMessage(),
                failure.getCause(),
                "the failure was wrapped more than once, so the caller must dig for it");
    }

    @AllSchedules
    @DisplayName("when the foreground fails, the background task has ended before the call returns")
    @Hint({
        "Which line ends the background task's life when foreground.get() throws?",
        "An executor that is not closed leaves its tasks to themselves.",
        "try (var executor = …) { … }: close() waits for the task on every way out."
    })
    void noneOutlives() throws Exception {
        var atTheEnd = new boolean[1];

        var failure =
                Expect.failure(
                        IllegalArgumentException.class,
                        () -> {
                            try {
                                StartNow.together(
                                        background(2),
                                        () -> {
                                            sleep(1);
                                            throw new IllegalArgumentException("no such layout");
                                        },
                                        (report, page) -> page + report);
                            } finally {
                                atTheEnd[0] = backgroundEnded || backgroundBegan < 0;
                            }
                        },
                        "what the foreground throws belongs to the caller, as it is");

        Expect.that(
                atTheEnd[0],
                "the background task has ended when the call returns",
                "the foreground had failed, the call was over, and the task was still running",
                "nobody closed the executor, so the task outlived the call that started it");
        Expect.equal(
                "no such layout",
                failure.getMessage(),
                "the failure of the foreground was replaced on its way to the caller");
    }

    /// A report that takes its time, which costs none: an explored check has a clock of its own.
    private Callable<String> background(int hours) {
        return () -> {
            backgroundRanOn = Thread.currentThread();
            backgroundBegan = hoursSinceStart();
            try {
                Thread.sleep(Duration.ofHours(hours));
            } finally {
                backgroundEnded = true;
            }
            return "sunny";
        };
    }

    private Supplier<String> foreground(int hours) {
        return () -> {
            foregroundBegan = hoursSinceStart();
            sleep(hours);
            return "Oslo";
        };
    }

    private long hoursSinceStart() {
        return Duration.between(start, Instant.now()).toHours();
    }

    private static void sleep(int hours) {
        try {
            Thread.sleep(Duration.ofHours(hours));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
