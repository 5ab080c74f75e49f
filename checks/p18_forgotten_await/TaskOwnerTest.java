package p18_forgotten_await;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import p18_forgotten_await.TaskOwner.Failure;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class TaskOwnerTest {

    private final long start = System.nanoTime();
    private final Queue<Failure> told = new ConcurrentLinkedQueue<>();

    @AllSchedules
    @DisplayName("a task runs in the background, on a virtual thread with its name")
    @Hint({
        "On which thread does the work run, and who waits for it?",
        "Thread.ofVirtual().name(task).start(…) starts a thread with that name and returns."
    })
    void runsInTheBackground() throws Exception {
        var ranOn = new AtomicReference<Thread>();
        var owner = new TaskOwner(told::add);

        owner.start(
                "resize",
                () -> {
                    ranOn.set(Thread.currentThread());
                    anHour();
                });
        owner.watch("tell partners", after(1, null));
        long hours = hoursSinceStart();
        close(owner);
        aDayLater();

        Expect.that(
                hours == 0,
                "start and watch return at once",
                "after " + hours(hours),
                "whoever starts a task waits for it: nothing is in the background");
        var thread = ranOn.get();
        Expect.that(
                thread != null && thread.isVirtual() && thread.getName().equals("resize"),
                "the task runs on a virtual thread named resize",
                thread == null
                        ? "it never ran"
                        : (thread.isVirtual() ? "a virtual" : "a platform")
                                + " thread named \"%s\"".formatted(thread.getName()),
                "threads have no name unless somebody gives them one, and a thread dump with"
                        + " nameless threads says nothing");
    }

    @AllSchedules(delays = 1) // seven threads that do not meet
    @DisplayName("each failure is told once, with its name and its cause, and nothing else is told")
    @Hint({
        "How many ways does a failure have to your handler: none, one, or two?",
        "submit puts it into a future, where no handler for uncaught exceptions sees it. A stage"
                + " that depends on another wraps it in a CompletionException.",
        "Catch Throwable around the work; whenComplete for the stage, and peel what it brings."
    })
    void eachFailureOnce() throws Exception {
        var full = new IOException("the disk is full");
        var tooDeep = new StackOverflowError("too deep");
        var offline = new IllegalStateException("the partner is offline");
        var owner = new TaskOwner(told::add);

        owner.start(
                "save",
                () -> {
                    throw full;
                });
        owner.start(
                "sort",
                () -> {
                    throw tooDeep;
                });
        owner.start("resize", () -> {});
        owner.watch("tell partners", CompletableFuture.failedFuture(offline));
        owner.watch("warm the cache", CompletableFuture.completedFuture(7));
        owner.watch("count", CompletableFuture.failedFuture(new CompletionException(tooDeep)));
        close(owner);
        aDayLater();

        expectTold("save", full);
        expectTold("sort", tooDeep);
        expectTold("tell partners", offline);
        expectTold("count", tooDeep);
        Expect.equal(4, told.size(), "a task that went well was told as a failure");
    }

    @AllSchedules
    @DisplayName("close waits for every task and every stage, and until each failure is told")
    @Hint({
        "What does your close wait for: the task, or what you do when it has failed?",
        "A stage that somebody else completes is in no executor of yours: closing that does not"
                + " wait for it.",
        "Count each task from start or watch until its failure has been told. close waits until"
                + " the count is 0."
    })
    void closeWaits() throws Exception {
        var owner =
                new TaskOwner(failure -> {
                    anHour();
                    told.add(failure);
                });
        owner.watch("tell partners", after(2, new IOException("no connection")));

        close(owner);
        int then = told.size();
        long hours = hoursSinceStart();
        aDayLater();

        Expect.that(
                !told.isEmpty(),
                "the failure of the stage is told",
                "it never is",
                "nobody looks at the stage when it ends");
        Expect.that(
                then >= 1,
                "close returns when the failure of the stage has been told, after 3 hours",
                "after " + hours(hours) + ", and it was told later",
                hours < 2
                        ? "close did not wait for the stage: it is in no executor of yours"
                        : "close waited for the stage and not for what follows it: the handler is"
                                + " the next stage, and that one had not ended");
    }

    @AllSchedules
    @DisplayName("close waits for the tasks, and interrupts none")
    @Hint({
        "Which line of close waits for a task that takes an hour?",
        "shutdown() does not wait, shutdownNow() interrupts. close() and a count of your own wait."
    })
    void closeWaitsForTasks() throws Exception {
        var interrupted = new AtomicBoolean();
        var owner = new TaskOwner(told::add);
        owner.start(
                "resize",
                () -> {
                    try {
                        anHour();
                    } catch (IllegalStateException calledOff) {
                        interrupted.set(true);
                    }
                    throw new IOException("the disk is full");
                });

        close(owner);
        int then = told.size();
        aDayLater();

        Expect.that(
                !interrupted.get(),
                "the task comes to its end",
                "it was interrupted",
                "shutdownNow() interrupts what was accepted");
        Expect.that(
                then >= 1,
                "the failure of the task has been told when close returns",
                told.isEmpty() ? "it never was" : "it was told later",
                told.isEmpty()
                        ? "the failure lies in a future, or went to a handler that is not yours"
                        : "close came back without waiting for the task, or before the handler had"
                                + " been called");
    }

    @AllSchedules(delays = 2)
    @Needs("eachFailureOnce")
    @DisplayName("the handler is called for one failure at a time")
    @Hint({
        "Two tasks fail at the same moment. On which threads is the handler called?",
        "A lock around the handler's call, and around nothing else."
    })
    void oneAtATime() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var owner =
                new TaskOwner(failure -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    anHour();
                    inside.decrementAndGet();
                    told.add(failure);
                });

        owner.start(
                "save",
                () -> {
                    throw new IOException("the disk is full");
                });
        owner.watch("tell partners", CompletableFuture.failedFuture(new IOException("offline")));
        long hours = hoursSinceStart();
        close(owner);
        aDayLater();

        Expect.that(
                hours == 0,
                "start and watch return at once, although the handler takes an hour",
                "after " + hours(hours),
                "the handler runs on the thread that called, as a stage does that has ended"
                        + " before, or start waits for the lock that the handler's caller holds");
        Expect.that(
                most.get() == 1,
                "1 call of the handler at a time",
                most + " at a time",
                "each task calls the handler on its own thread, and nothing keeps them apart");
        Expect.equal(2, told.size(), "a failure was not told, or told twice");
    }

    @AllSchedules
    @DisplayName("start returns at once while the handler is busy")
    @Hint({
        "Which locks does start need, and who holds them while the handler works?",
        "One lock for the count and another for the handler."
    })
    void startWhileTheHandlerIsBusy() throws Exception {
        var owner = new TaskOwner(failure -> aDay());
        owner.start(
                "save",
                () -> {
                    throw new IOException("the disk is full");
                });
        anHour(); // the handler is busy now
        owner.start("resize", () -> {});
        owner.watch("tell partners", CompletableFuture.completedFuture(7));
        long hours = hoursSinceStart();
        close(owner);

        Expect.that(
                hours == 1,
                "start and watch return at once, although the handler is busy",
                "after " + hours(hours - 1) + " more",
                "they wait for the lock under which the handler is called");
    }

    @AllSchedules
    @DisplayName("after close nothing is accepted")
    @Hint({
        "What do start and watch do after close: work, nothing, or throw?",
        "A flag that close sets; start and watch look at it, and throw."
    })
    void refusesAfterClose() throws Exception {
        var owner = new TaskOwner(told::add);
        close(owner);

        expectRefusal("start", () -> owner.start("resize", () -> {}));
        expectRefusal("watch", () -> owner.watch("cache", CompletableFuture.completedFuture(7)));
    }

    @AllSchedules
    @Needs({"closeWaits", "refusesAfterClose"})
    @DisplayName("while close begins, a task is refused or waited for, and never forgotten")
    @Hint({
        "Between looking at the flag and counting the task, what may close do?",
        "Look and count in one step, under the lock under which close sets its flag."
    })
    void refusedOrWaitedFor() throws Exception {
        expectRefusedOrTold(
                owner -> owner.watch("tell partners", after(1, new IOException("offline"))));
        expectRefusedOrTold(owner ->
                owner.start(
                        "save",
                        () -> {
                            anHour();
                            throw new IOException("the disk is full");
                        }));
    }

    private void expectRefusedOrTold(Consumer<TaskOwner> call) throws Exception {
        told.clear();
        var owner = new TaskOwner(told::add);
        var accepted = new AtomicBoolean();
        var starter =
                Thread.ofVirtual()
                        .name("starter")
                        .start(() -> {
                            try {
                                call.accept(owner);
                                accepted.set(true);
                            } catch (RejectedExecutionException refused) {
                                // the other right answer
                            }
                        });

        close(owner);
        int then = told.size();
        starter.join();
        aDayLater();

        Expect.that(
                !accepted.get() || then == 1,
                "the task is refused, or its failure is told when close returns",
                "it was accepted, and close did not wait for it",
                "the look at the flag and the counting are two steps, and close came in between");
    }

    @AllSchedules
    @Needs("eachFailureOnce")
    @DisplayName("a handler that throws loses no failure, and close says so")
    @Hint({
        "When the handler throws, which lines of yours are skipped?",
        "What is counted must be uncounted on every way out, and what the handler threw must be"
                + " kept for close."
    })
    void handlerThrows() throws Exception {
        var broken = new IllegalArgumentException("the log is broken");
        var owner =
                new TaskOwner(failure -> {
                    told.add(failure);
                    throw broken;
                });
        owner.start(
                "save",
                () -> {
                    throw new IOException("the disk is full");
                });
        owner.watch("tell partners", after(1, new IOException("offline")));

        Throwable thrown = null;
        try {
            close(owner);
        } catch (Unmet | UnsupportedOperationException early) {
            throw early;
        } catch (RuntimeException failed) {
            thrown = failed;
        }
        int then = told.size();
        aDayLater();

        String expected = "close throws an IllegalStateException with what the handler threw";
        Expect.equal(
                2, told.size(), "the handler's exception ended the thread that tells the failures");
        Expect.that(
                then == 2,
                "close throws when all has ended",
                "it threw while a stage was still on its way",
                "close gave up at the first thing that went wrong, and left the others alone");
        Expect.that(
                thrown != null,
                expected,
                "close returned",
                "what the handler threw is lost: it went into a future or a stage that nobody asks");
        Expect.that(
                thrown instanceof IllegalStateException && thrown.getCause() == broken,
                expected,
                "%s with the cause %s"
                        .formatted(thrown.getClass().getSimpleName(), thrown.getCause()),
                "what the handler threw came out in another form");
    }

    private void expectTold(String task, Throwable cause) {
        var found = told.stream().filter(failure -> failure.task().equals(task)).toList();
        String expected = "the failure of %s is told once: %s".formatted(task, cause.getMessage());
        Expect.that(
                !found.isEmpty(),
                expected,
                "it is not told",
                "it lies in a future that nobody asks, or a catch names only some of the types");
        Expect.that(
                found.size() == 1,
                expected,
                found.size() + " times",
                "it reaches the handler in two ways");
        Expect.that(
                found.getFirst().cause() == cause,
                expected,
                "its cause is " + found.getFirst().cause(),
                "the handler got the wrapping: peel a CompletionException before you tell");
    }

    private static void expectRefusal(String method, Expect.Action call) throws Exception {
        String expected = method + " throws a RejectedExecutionException";
        try {
            call.run();
        } catch (RejectedExecutionException refused) {
            return;
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException other) {
            throw new Unmet(expected, "it threw " + other, "the refusal came in another form");
        }
        aDayLater();
        throw new Unmet(
                expected,
                "it returned",
                "the task was taken although nobody will wait for it, or dropped without a word");
    }

    /// Closes the owner, but does not wait for ever: the clock is a virtual one.
    private static void close(TaskOwner owner) throws InterruptedException {
        var thrown = new AtomicReference<RuntimeException>();
        var closer =
                Thread.ofVirtual()
                        .name("closer")
                        .start(() -> {
                            try {
                                owner.close();
                            } catch (RuntimeException failed) {
                                thrown.set(failed);
                            }
                        });
        Expect.that(
                closer.join(Duration.ofDays(30)),
                "close returns when all has ended",
                "it still waits after 30 days",
                "something was counted and never uncounted: when the handler throws, or when a"
                        + " stage fails, a line is skipped");
        if (thrown.get() != null) {
            throw thrown.get();
        }
    }

    /// A stage that somebody completes after so many hours, with a failure unless that is null.
    private static CompletableFuture<String> after(int hours, Throwable failure) {
        var stage = new CompletableFuture<String>();
        Thread.ofVirtual()
                .name("partner")
                .start(() -> {
                    sleep(Duration.ofHours(hours));
                    if (failure == null) {
                        stage.complete("done");
                    } else {
                        stage.completeExceptionally(failure);
                    }
                });
        return stage;
    }

    private static void anHour() {
        sleep(Duration.ofHours(1));
    }

    private static void aDay() {
        sleep(Duration.ofDays(1));
    }

    /// What has not happened by then, never will.
    private static void aDayLater() {
        sleep(Duration.ofDays(2));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException calledOff) {
            throw new IllegalStateException(calledOff);
        }
    }

    private static String hours(long count) {
        return count == 1 ? "1 hour" : count + " hours";
    }

    private long hoursSinceStart() {
        return Duration.ofNanos(System.nanoTime() - start).toHours();
    }
}
