package p00_quick_start;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Caller;
import workbook.testkit.Caller.End;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;

class HelloLaterTest {

    private static final String NOT_WAITED =
            "start() and submit() return at once; only join() or get() makes the method wait for the"
                    + " greeting";

    private static final String NEVER_ENDS =
            "it waits for a result that nobody produces, because the task was never started or cannot"
                    + " end";

    @Test
    @DisplayName("the greeting runs on a virtual thread of its own")
    @Hint({
        "A task needs a new virtual thread, and that thread has to be started.",
        "Thread.ofVirtual().start(task) starts one; so does an executor that makes one per task.",
        "Executors.newVirtualThreadPerTaskExecutor() in try-with-resources, then submit."
    })
    void ownVirtualThread() throws Exception {
        var greeting = new Greeting("Hello");
        greeting.mayEnd.countDown();
        try (var caller = called(greeting)) {
            greeting.awaitStart(caller);
            Thread thread = greeting.thread.get();

            Expect.that(
                    !caller.is(thread),
                    "a thread that the method starts",
                    "the greeting ran on the thread that called the method",
                    "run(), get() and call() are plain method calls: they stay on the thread that"
                            + " makes them");
            Expect.that(
                    thread.isVirtual(),
                    "a virtual thread",
                    "the platform thread \"" + thread.getName() + "\"",
                    "new Thread, Thread.ofPlatform and the usual pools make threads of the"
                            + " operating system; Thread.ofVirtual makes virtual ones");
            caller.expectValue("the method returns", NEVER_ENDS);
        }
    }

    @Test
    @DisplayName("the method returns only when the greeting is there")
    @Hint({
        "Who waits for the greeting? Starting a thread does not.",
        "thread.join() waits for a thread, future.get() for a result."
    })
    void waitsForTheGreeting() throws Exception {
        var greeting = new Greeting("Hello");
        try (var caller = called(greeting)) {
            greeting.awaitStart(caller);

            caller.expectWaiting("the method waits while the greeting is on its way", NOT_WAITED);
            greeting.mayEnd.countDown();

            caller.expectValue("the method returns", NEVER_ENDS);
        } finally {
            greeting.mayEnd.countDown();
        }
    }

    @Test
    @DisplayName("the method returns what the greeting says")
    @Hint({
        "A thread has no result of its own: something has to carry it back to the caller.",
        "A Future carries it: submit returns one, and its get() returns the result."
    })
    void returnsTheGreeting() throws Exception {
        for (String words : new String[] {"Hello", "Good evening"}) {
            var greeting = new Greeting(words);
            greeting.mayEnd.countDown();
            try (var caller = called(greeting)) {
                greeting.awaitStart(caller);
                Expect.equal(
                        words,
                        caller.expectValue("the method returns", NEVER_ENDS),
                        "the result is not the one that this greeting gave: it was read too early,"
                                + " or from the wrong place");
            }
        }
    }

    @Test
    @DisplayName("a greeting that fails is not lost: its failure is the cause of the method's")
    @Hint({
        "What a thread throws ends that thread. It does not reach the thread that joins it.",
        "A Future keeps the failure, and get() throws it as the cause of an ExecutionException.",
        "Return submit(…).get(), and do not catch the ExecutionException: the method declares it."
    })
    void failureIsNotLost() throws Exception {
        var broken = new IllegalStateException("the greeting service is closed");
        var greeting = new Greeting("Hello");
        greeting.mayEnd.countDown();
        Supplier<String> failing =
                () -> {
                    greeting.get();
                    throw broken;
                };
        try (var caller = called(failing)) {
            greeting.awaitStart(caller);
            Expect.that(
                    failureOf(caller).getCause() == broken,
                    "an ExecutionException whose cause is what the greeting threw",
                    "an ExecutionException with another cause",
                    "the failure was replaced on its way, so the caller cannot tell what happened");
        }
    }

    private static Caller<String> called(Supplier<String> greeting) {
        return Caller.start("greetFrom()", () -> HelloLater.greetFrom(greeting));
    }

    private static ExecutionException failureOf(Caller<String> caller) throws InterruptedException {
        String expected = "an ExecutionException whose cause is what the greeting threw";
        return switch (caller.expectEnd(expected, NEVER_ENDS)) {
            case End.Threw<String>(ExecutionException failure, boolean status) -> failure;
            case End.Threw<String>(IllegalStateException bare, boolean status) ->
                    throw caller.unmet(
                            expected,
                            "the greeting's failure went straight up to the caller, as it does when"
                                    + " the greeting runs on the caller's thread");
            case End.Threw<String> other ->
                    throw caller.unmet(
                            expected,
                            "the failure was replaced on its way, so the caller cannot tell what"
                                    + " happened");
            case End.Returned<String> nothing ->
                    throw caller.unmet(
                            expected,
                            "join() only says that a thread has ended, not that it failed; a"
                                    + " Future's get() throws the failure again");
        };
    }

    /// A greeting that ends when the check allows it, and remembers where it ran.
    private static final class Greeting implements Supplier<String> {
        final AtomicReference<Thread> thread = new AtomicReference<>();
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        private final String words;

        Greeting(String words) {
            this.words = words;
        }

        @Override
        public String get() {
            thread.set(Thread.currentThread());
            started.countDown();
            try {
                mayEnd.await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return words;
        }

        void awaitStart(Caller<String> caller) throws InterruptedException {
            caller.expectReached(
                    started,
                    "the greeting runs",
                    "start() and submit() let a task begin; run() on a virtual thread does nothing");
        }
    }
}
