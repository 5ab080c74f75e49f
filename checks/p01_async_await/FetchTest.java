package p01_async_await;

import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class FetchTest {

    private static final String ANOTHER_FORM =
            "the failure comes in another form than the method promises: Future.get() throws an"
                    + " ExecutionException, CompletableFuture.join() a CompletionException, and what"
                    + " is thrown on without a wrapper tells nobody that it comes from another thread";

    private volatile Thread worker;
    private volatile boolean answered;

    @AllSchedules
    @DisplayName("the call is made on a virtual thread of its own, with the given name")
    @Hint({
        "A thread is configured by a builder: Thread.ofVirtual() or Thread.ofPlatform().",
        "Only start() makes a thread run its task.",
        "Thread.ofVirtual().name(name).start(task)"
    })
    void onAVirtualThread() throws Exception {
        var task = new FutureTask<>(() -> Fetch.fetch("seat-12", this::slowAnswer));
        var caller = Thread.ofVirtual().name("caller").start(task);
        aDayLater();

        Expect.that(
                worker != null,
                "the call is made",
                "nobody made it",
                "no thread was started: run() of a virtual thread does nothing, and only start()"
                        + " makes a thread run its task");
        Expect.that(
                worker != caller,
                "a thread of its own for the call",
                "the call ran on the thread that called the method",
                "run() and call() are plain method calls: they run the task on the thread that"
                        + " calls them, and start no thread");
        // The explorer gives each task of the common pool a virtual thread with such a name.
        boolean borrowed = worker.getName().startsWith("async-");
        Expect.that(
                worker.isVirtual() && !borrowed,
                "a virtual thread",
                borrowed ? "a thread of the common pool" : "a platform thread",
                borrowed
                        ? "supplyAsync and runAsync without an executor use the common pool: a few"
                                + " shared platform threads that are meant for CPU work"
                        : "new Thread and Thread.ofPlatform() make a thread of the operating"
                                + " system, which is occupied all the while the call waits");
        Expect.equal(
                "seat-12",
                worker.getName(),
                "a virtual thread has no name unless its builder is given one, and a thread"
                        + " without a name tells nothing in a thread dump");
        task.get();
    }

    @AllSchedules
    @DisplayName("the method waits for the answer, and returns it")
    @Hint({
        "start() returns at once: it does not wait for what it has started.",
        "join() waits for the end of a thread; get() of a future waits for its result.",
        "Wrap the call in a FutureTask, start a thread with it, and return task.get()."
    })
    void waitsForTheAnswer() throws Exception {
        String answer = Fetch.fetch("seat-12", this::slowAnswer);

        Expect.that(
                answered,
                "the method returns when the call has ended",
                "it returned " + answer + " while the call was still waiting",
                "start() returns at once, and what the call returns does not exist before the call"
                        + " has ended: nobody joined the thread");
        Expect.equal(
                "free",
                answer,
                "the answer got lost between the thread of the call and the thread that waits");
    }

    @AllSchedules
    @DisplayName("a call that fails makes the method fail, with what it threw as the cause")
    @Hint({
        "An exception travels up the stack of its own thread, and ends there.",
        "A Future keeps the failure, and its get() throws an ExecutionException with it as cause.",
        "Let FutureTask do both: new FutureTask<>(call) and get(), without a catch of your own."
    })
    void failureIsPassedOn() throws Exception {
        var soldOut = new IllegalStateException("seat 12 is not for sale");

        expectCause(
                soldOut,
                () -> {
                    throw soldOut;
                });
    }

    @AllSchedules
    @DisplayName("an Error of the call is not lost either")
    @Hint({
        "A call can end with more than an Exception.",
        "catch (Exception e) lets an Error pass, and with it the thread ends.",
        "FutureTask keeps every Throwable."
    })
    void errorIsPassedOn() throws Exception {
        var missing = new IOError(new IOException("no seat map"));

        expectCause(
                missing,
                () -> {
                    throw missing;
                });
    }

    private static void expectCause(Throwable thrown, Callable<String> failing) throws Exception {
        String expected = "an ExecutionException with the cause " + thrown;
        var task = new FutureTask<>(() -> Fetch.fetch("seat-12", failing));
        Thread.ofVirtual().name("caller").start(task);
        aDayLater();

        switch (task.state()) {
            case RUNNING ->
                    throw new Unmet(
                            expected,
                            "fetch() has not returned",
                            "the method waits for something that nobody will bring about: an answer"
                                    + " that no thread works on, or that is not set when the call"
                                    + " fails");
            case SUCCESS ->
                    throw new Unmet(
                            expected,
                            "fetch() returned " + task.resultNow(),
                            "a failure ends the thread it happens on, and reaches no other by"
                                    + " itself: it was caught and dropped, or nobody asked for it");
            case FAILED -> expectCause(thrown, expected, task.exceptionNow());
            case CANCELLED -> throw new AssertionError("nobody cancels this task");
        }
    }

    private static void expectCause(Throwable thrown, String expected, Throwable failure) {
        if (!(failure instanceof ExecutionException)) {
            var unmet =
                    new Unmet(
                            expected,
                            "fetch() threw " + failure.getClass().getSimpleName(),
                            ANOTHER_FORM);
            // The cause stays reachable: a report looks there for what it can explain better.
            unmet.initCause(failure);
            throw unmet;
        }
        Expect.that(
                failure.getCause() == thrown,
                expected,
                "an ExecutionException with the cause " + failure.getCause(),
                "the failure was wrapped once more on its way, so that a caller who asks for the"
                        + " cause finds the wrapper");
    }

    /// A call that takes an hour, which costs none: an explored check has a clock of its own.
    private String slowAnswer() throws InterruptedException {
        worker = Thread.currentThread();
        Thread.sleep(Duration.ofHours(1));
        answered = true;
        return "free";
    }

    /// What has not happened by then, never will.
    private static void aDayLater() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
    }
}
