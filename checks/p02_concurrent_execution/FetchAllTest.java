package p02_concurrent_execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;

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

    @Test
    @DisplayName("a hundred calls are no problem: no pool keeps any of them waiting")
    @Hint({
        "A pool of platform threads runs as many calls together as it has threads.",
        "Virtual threads are cheap: a new one for each call, and no pool."
    })
    void manyCalls() throws Exception {
        // Answers nobody until a hundred calls are inside.
        var service = RemoteService.answeringOnceInFlight(100);

        var results = FetchAll.fetchAll(service.calls(100));

        service.verify();
        Expect.equal(100, results.size(), "a call that failed or was never made has no result");
    }

    /// A station that takes its time, which costs none: an explored check has a clock of its own.
    private static Callable<String> station(int hours, String answer) {
        return () -> {
            Thread.sleep(Duration.ofHours(hours));
            return answer;
        };
    }
}
