package p03_tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.CallingThread;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class StartNowTest {

    @Test
    @DisplayName("the background task runs while the foreground work is done")
    @Hint({
        "Put the three steps in order: which of them must not wait for another?",
        "submit starts the task and returns at once. Do the foreground work before you ask.",
        "Future<B> later = executor.submit(background); F now = foreground.get(); and only then"
                + " later.get()."
    })
    void bothAtOnce() throws Exception {
        // Each of the two ends only when the other is under way.
        var caller = CallingThread.here();
        var complaint = new AtomicReference<Unmet>();
        var inBackground = new CountDownLatch(1);
        var inForeground = new CountDownLatch(1);
        Callable<String> background =
                () -> {
                    inBackground.countDown();
                    if (caller.isHere()) {
                        complaint.compareAndSet(null, calledDirectly());
                    } else if (!opens(inForeground)) {
                        complaint.compareAndSet(null, awaitedTooEarly());
                    }
                    return "sunny";
                };

        StartNow.together(
                background,
                () -> {
                    inForeground.countDown();
                    if (!opens(inBackground)) {
                        complaint.compareAndSet(null, startedTooLate());
                    }
                    return "page";
                },
                (report, page) -> report + page);

        if (complaint.get() != null) {
            throw complaint.get();
        }
    }

    @Test
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
                "it ran on " + named(threads[1]),
                "the foreground work was given away as well, so the caller only waits");
        Expect.that(
                threads[0] != Thread.currentThread(),
                "the background runs on a thread of its own",
                "it ran on the thread that called",
                "call() is a method like any other: it runs on the thread that calls it");
        Expect.that(
                threads[0].isVirtual(),
                "the background runs on a virtual thread",
                "it ran on " + named(threads[0]),
                "a pool of platform threads, the common pool too, has few of them, and a task that"
                        + " waits for its answer occupies one");
    }

    @Test
    @DisplayName("a report that takes longer than the foreground is waited for")
    @Hint({
        "When the foreground is done, the background may still be running.",
        "resultNow() never waits; it is for a task that is known to have ended. get() waits."
    })
    void slowReport() throws Exception {
        var caller = CallingThread.here();
        var laidOut = new CountDownLatch(1);
        Callable<String> slow =
                () -> {
                    opens(laidOut);
                    caller.holdUntilItWaits();
                    return "sunny";
                };

        String page;
        try {
            page =
                    StartNow.together(
                            slow,
                            () -> {
                                laidOut.countDown();
                                return "Oslo";
                            },
                            (report, title) -> title + ": " + report);
        } catch (IllegalStateException tooEarly) {
            throw new Unmet(
                    "the call waits for the report",
                    "%s: %s".formatted(tooEarly.getClass().getSimpleName(), tooEarly.getMessage()),
                    "the result was taken without waiting: resultNow() throws while the task still"
                            + " runs");
        } finally {
            caller.returned();
        }

        Expect.equal(
                "Oslo: sunny",
                page,
                "the results were combined before the background task had ended, or got mixed up");
    }

    @Test
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

    @Test
    @DisplayName("when the foreground fails, the background task has ended before the call returns")
    @Hint({
        "Which line ends the background task's life when foreground.get() throws?",
        "An executor that is not closed leaves its tasks to themselves.",
        "try (var executor = …) { … }: close() waits for the task on every way out."
    })
    void noneOutlives() {
        var caller = CallingThread.here();
        var started = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Callable<String> background =
                () -> {
                    started.countDown();
                    try {
                        caller.holdUntilItWaits();
                    } finally {
                        ended.countDown();
                    }
                    return "sunny";
                };

        var outlived = new AtomicBoolean();

        var failure =
                Expect.failure(
                        IllegalArgumentException.class,
                        () -> {
                            try {
                                StartNow.together(
                                        background,
                                        () -> {
                                            opens(started);
                                            throw new IllegalArgumentException("no such layout");
                                        },
                                        (report, page) -> page + report);
                            } finally {
                                outlived.set(started.getCount() == 0 && ended.getCount() > 0);
                                caller.returned();
                            }
                        },
                        "what the foreground throws belongs to the caller, as it is");

        Expect.that(
                !outlived.get(),
                "the background task has ended when the call returns",
                "the foreground had failed, the call was over, and the task was still running",
                "nobody closed the executor, so the task outlived the call that started it");
        Expect.equal(
                "no such layout",
                failure.getMessage(),
                "the failure of the foreground was replaced on its way to the caller");
    }

    /// Waits for a latch; only a wrong answer waits until its patience is over.
    private static boolean opens(CountDownLatch latch) {
        try {
            return latch.await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Unmet calledDirectly() {
        return new Unmet(
                "the background task runs on another thread",
                "it ran on the thread that called",
                "call() is a method like any other: it runs where it is called, and the caller"
                        + " waits for it to return");
    }

    private static Unmet awaitedTooEarly() {
        return new Unmet(
                "the foreground work begins while the background task runs",
                "the task was still waiting for it %d s later"
                        .formatted(RemoteService.PATIENCE.toSeconds()),
                "get() waits: whoever asks for the result before the foreground work does one after"
                        + " the other");
    }

    private static Unmet startedTooLate() {
        return new Unmet(
                "the background task is started before the foreground work",
                "it had not begun when the foreground work was done",
                "a task runs from the moment it is submitted, and this one was submitted too late:"
                        + " nothing ran meanwhile");
    }

    private static String named(Thread thread) {
        String kind = thread.isVirtual() ? "a virtual thread" : "a platform thread";
        return thread.getName().isEmpty() ? kind : kind + " named " + thread.getName();
    }
}
