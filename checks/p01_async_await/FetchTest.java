package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Caller;
import workbook.testkit.Caller.End;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class FetchTest {

    private static final String NOT_STARTED =
            "no thread was started: run() of a virtual thread does nothing, and only start() makes a"
                    + " thread run its task";

    private static final String NEVER_ENDS =
            "the method waits for something that nobody will bring about: an answer that no thread"
                    + " works on, or that is not set when the call fails";

    private static final String ANOTHER_FORM =
            "the failure comes in another form than the method promises: Future.get() throws an"
                    + " ExecutionException, CompletableFuture.join() a CompletionException, and what"
                    + " is thrown on without a wrapper tells nobody that it comes from another thread";

    @Test
    @DisplayName("the call is made on a virtual thread of its own, with the given name")
    @Hint({
        "A thread is configured by a builder: Thread.ofVirtual() or Thread.ofPlatform().",
        "Only start() makes a thread run its task.",
        "Thread.ofVirtual().name(name).start(task)"
    })
    void onAVirtualThread() throws Exception {
        var asked = new CountDownLatch(1);
        var worker = new AtomicReference<Thread>();

        try (var caller =
                Caller.start(
                        "fetch()",
                        () ->
                                Fetch.fetch(
                                        "seat-12",
                                        () -> {
                                            worker.set(Thread.currentThread());
                                            asked.countDown();
                                            return "free";
                                        }))) {
            caller.expectReached(asked, "the call is made", NOT_STARTED);

            var thread = worker.get();
            Expect.that(
                    !caller.is(thread),
                    "a thread of its own for the call",
                    "the call ran on the thread that called the method",
                    "run() and call() are plain method calls: they run the task on the thread that"
                            + " calls them, and start no thread");
            Expect.that(
                    thread.isVirtual(),
                    "a virtual thread",
                    "the platform thread \"" + thread.getName() + "\"",
                    thread.getName().startsWith("ForkJoinPool.commonPool")
                            ? "supplyAsync and runAsync without an executor use the common pool: a"
                                    + " few shared platform threads that are meant for CPU work"
                            : "new Thread and Thread.ofPlatform() make a thread of the operating"
                                    + " system, which is occupied all the while the call waits");
            Expect.equal(
                    "seat-12",
                    thread.getName(),
                    "a virtual thread has no name unless its builder is given one, and a thread"
                            + " without a name tells nothing in a thread dump");
        }
    }

    @Test
    @DisplayName("the method waits for the answer, and returns it")
    @Hint({
        "start() returns at once: it does not wait for what it has started.",
        "join() waits for the end of a thread; get() of a future waits for its result.",
        "Wrap the call in a FutureTask, start a thread with it, and return task.get()."
    })
    void waitsForTheAnswer() throws Exception {
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);

        try (var caller =
                Caller.start(
                        "fetch()",
                        () ->
                                Fetch.fetch(
                                        "seat-12",
                                        () -> {
                                            asked.countDown();
                                            answered.await();
                                            return "free";
                                        }))) {
            caller.expectReached(asked, "the call is made", NOT_STARTED);
            caller.expectWaiting(
                    "the method still waits, because the call has not answered yet",
                    "start() returns at once, and what the call returns does not exist before the"
                            + " call has ended: nobody joined the thread");
            answered.countDown();

            Expect.equal(
                    "free",
                    caller.expectValue("the method returns", NEVER_ENDS),
                    "the answer got lost between the thread of the call and the thread that waits");
        } finally {
            answered.countDown();
        }
    }

    @Test
    @DisplayName("a call that fails makes the method fail, with what it threw as the cause")
    @Hint({
        "An exception travels up the stack of its own thread, and ends there.",
        "A Future keeps the failure, and its get() throws an ExecutionException with it as cause.",
        "Let FutureTask do both: new FutureTask<>(call) and get(), without a catch of your own."
    })
    void failureIsPassedOn() throws Exception {
        var soldOut = new IllegalStateException("seat 12 is not for sale");

        var cause =
                causeOfFailure(
                        soldOut,
                        () -> {
                            throw soldOut;
                        },
                        "a failure ends the thread it happens on, and reaches no other by itself:"
                                + " it was caught and dropped, or nobody asked for it");

        Expect.that(
                cause == soldOut,
                "an ExecutionException with the cause " + soldOut,
                "an ExecutionException with the cause " + cause,
                "the failure was wrapped once more on its way, so that a caller who asks for the"
                        + " cause finds the wrapper");
    }

    @Test
    @DisplayName("an Error of the call is not lost either")
    @Hint({
        "A call can end with more than an Exception.",
        "catch (Exception e) lets an Error pass, and with it the thread ends.",
        "FutureTask keeps every Throwable."
    })
    void errorIsPassedOn() throws Exception {
        var missing = new NoClassDefFoundError("SeatMap");

        var cause =
                causeOfFailure(
                        missing,
                        () -> {
                            throw missing;
                        },
                        "no other thread hears of a failure by itself, and catch (Exception) does"
                                + " not even see an Error");

        Expect.that(
                cause == missing,
                "an ExecutionException with the cause " + missing,
                "an ExecutionException with the cause " + cause,
                "the Error was wrapped once more on its way, so that a caller who asks for the"
                        + " cause finds the wrapper");
    }

    private static Throwable causeOfFailure(
            Throwable thrown, Callable<String> failing, String whyLost) throws Exception {
        var asked = new CountDownLatch(1);
        String expected = "an ExecutionException with the cause " + thrown;
        try (var caller =
                Caller.start(
                        "fetch()",
                        () ->
                                Fetch.fetch(
                                        "seat-12",
                                        () -> {
                                            asked.countDown();
                                            return failing.call();
                                        }))) {
            caller.expectReached(asked, "the call is made", NOT_STARTED);
            return switch (caller.expectEnd(expected, NEVER_ENDS)) {
                case End.Threw<String>(ExecutionException failure, boolean status) ->
                        failure.getCause();
                case End.Threw<String> other -> throw caller.unmet(expected, ANOTHER_FORM);
                case End.Returned<String> nothing -> throw caller.unmet(expected, whyLost);
            };
        }
    }
}
