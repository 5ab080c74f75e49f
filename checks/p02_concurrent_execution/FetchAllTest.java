package p02_concurrent_execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;

class FetchAllTest {

    @AllSchedules
    @DisplayName("all the calls are in flight at the same time")
    @Hint({
        "Start every call before you wait for the first result.",
        "An ExecutorService has a method that takes a whole list of calls.",
        "Executors.newVirtualThreadPerTaskExecutor() in try-with-resources, then invokeAll(calls)."
    })
    void inFlightTogether() throws Exception {
        var calls = List.of(station(1, "Oslo"), station(1, "Rome"), station(1, "Lima"));

        Instant start = Instant.now();
        FetchAll.fetchAll(calls);
        Duration elapsed = Duration.between(start, Instant.now());

        Expect.that(
                elapsed.equals(Duration.ofHours(1)),
                "three calls of one hour each are answered after one hour",
                "after %d hours".formatted(elapsed.toHours()),
                elapsed.toHours() == 3
                        ? "each call is waited for before the next is made"
                        : "a call is made only when another has ended, or the method ends before"
                                + " its calls do");
    }

    @AllSchedules
    @DisplayName("the results come back in the order of the calls, whatever order they finish in")
    @Hint({
        "The order in which results arrive is the order in which the calls happen to finish.",
        "Keep the futures in the order of the calls, and ask them in that order.",
        "invokeAll returns its futures in the order of its tasks."
    })
    void resultsInOrder() throws Exception {
        var results =
                FetchAll.fetchAll(
                        List.of(station(3, "Oslo"), station(2, "Rome"), station(1, "Lima")));

        Expect.equal(
                List.of("Oslo", "Rome", "Lima"),
                results,
                List.of("Lima", "Rome", "Oslo").equals(results)
                        ? "results were collected as they arrived, and the last call was answered"
                                + " first"
                        : "each call must have its result in its own place");
    }

    @AllSchedules
    @DisplayName("no result is lost, however the calls interleave")
    @Hint({
        "Who puts the results into the list, and what if two do it at the same moment?",
        "Let a task return its result, and only the caller build the list."
    })
    void noneIsLost() throws Exception {
        List<Callable<String>> calls = List.of(() -> "Oslo", () -> "Rome");

        var results = FetchAll.fetchAll(calls);

        Expect.that(
                results != null
                        && results.size() == 2
                        && results.containsAll(List.of("Oslo", "Rome")),
                "the two results Oslo and Rome",
                results,
                "two tasks changed the same list at the same moment, and one change was lost");
    }

    @Test
    @DisplayName("a call that fails makes the whole fail, with what it threw as the cause")
    @Hint({
        "What a task throws is kept in its Future until somebody asks.",
        "Future.get() throws an ExecutionException whose cause is the failure. Let it through."
    })
    void failureIsNotLost() {
        var down = new IllegalStateException("station 1 is down");
        Callable<Integer> broken =
                () -> {
                    throw down;
                };

        var failure =
                Expect.failure(
                        ExecutionException.class,
                        () -> FetchAll.fetchAll(List.of(() -> 0, broken, () -> 2)),
                        "the failure stayed in a Future that nobody asked, or was caught and dropped");

        Expect.that(
                failure.getCause() == down,
                "the cause is what the call threw: " + down,
                failure.getCause(),
                "the cause was replaced or wrapped once more on its way, so the caller cannot tell"
                        + " what happened");
    }

    @Test
    @DisplayName("no calls, no results: an empty list is answered at once")
    @Hint("Does your answer start with calls.getFirst(), or with a pool of calls.size() threads?")
    void nothingToDo() throws Exception {
        Expect.equal(
                List.of(),
                FetchAll.fetchAll(List.<Callable<Integer>>of()),
                "the answer assumes at least one call");
    }

    // One schedule: with a hundred threads, it is their number that matters and not their order.
    @AllSchedules(delays = 0)
    @DisplayName("a hundred calls are no problem: no pool keeps any of them waiting")
    @Hint({
        "A pool of platform threads runs as many calls together as it has threads.",
        "Virtual threads are cheap: a new one for each call, and no pool."
    })
    void manyCalls() throws Exception {
        Instant start = Instant.now();
        var results = FetchAll.fetchAll(Collections.nCopies(100, station(1, "Oslo")));
        Duration elapsed = Duration.between(start, Instant.now());

        Expect.that(
                elapsed.equals(Duration.ofHours(1)),
                "a hundred calls of one hour each are answered after one hour",
                "after %d hours".formatted(elapsed.toHours()),
                "the calls share a pool that has fewer threads than there are calls, and the others"
                        + " wait in its queue");
        Expect.equal(100, results.size(), "a call that failed or was never made has no result");
    }

    @Needs("inFlightTogether")
    @AllSchedules
    @DisplayName("each call is made on a virtual thread of its own")
    @Hint({
        "What kind of thread do the calls run on?",
        "newCachedThreadPool and its like make platform threads, one for each call that waits.",
        "Executors.newVirtualThreadPerTaskExecutor()"
    })
    void ownVirtualThreads() throws Exception {
        var threads =
                FetchAll.fetchAll(
                        List.<Callable<Thread>>of(Thread::currentThread, Thread::currentThread));

        for (Thread thread : threads) {
            // The explorer gives each task of the common pool a virtual thread with such a name.
            boolean borrowed = thread.getName().startsWith("async-");
            Expect.that(
                    thread.isVirtual() && !borrowed,
                    "virtual threads",
                    borrowed ? "a thread of the common pool" : "a platform thread",
                    "a thread of the operating system is dear, and here each call occupies one"
                            + " while it waits");
            Expect.that(
                    thread != Thread.currentThread(),
                    "a thread of its own for each call",
                    "a call was made on the thread that called the method",
                    "run() and call() are plain method calls: they stay on the thread that makes"
                            + " them");
        }
    }

    @Needs("inFlightTogether")
    @AllSchedules
    @DisplayName("no call outlives the method, also when another call fails")
    @Hint({
        "When get() throws, the method ends. Who waits for the calls that still run?",
        "Put the executor into try-with-resources: its close() runs however the block is left."
    })
    void noCallOutlivesTheMethod() throws Exception {
        var running = new AtomicInteger();
        Callable<String> slow =
                () -> {
                    running.incrementAndGet();
                    try {
                        Thread.sleep(Duration.ofHours(2));
                        return "Rome";
                    } finally {
                        running.decrementAndGet();
                    }
                };
        Callable<String> broken =
                () -> {
                    Thread.sleep(Duration.ofHours(1));
                    throw new IllegalStateException("Oslo is down");
                };

        try {
            FetchAll.fetchAll(List.of(broken, slow));
        } catch (ExecutionException | RuntimeException expected) {
            // Whether it is the right one is for failureIsNotLost to tell.
        }

        Expect.that(
                running.get() == 0,
                "no call still runs when the method ends",
                "the call to Oslo failed, and the one to Rome still ran",
                "the failure ended the method, and nobody waited for the calls in flight: shutdown()"
                        + " and cancel() do not wait, close() does");
    }

    /// A station that takes its time, which costs none: an explored check has a clock of its own.
    private static Callable<String> station(int hours, String answer) {
        return () -> {
            Thread.sleep(Duration.ofHours(hours));
            return answer;
        };
    }
}
