package p02_concurrent_execution;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;

class FetchAllTest {

    @Test
    @DisplayName("all the calls are in flight at the same time")
    @Hint({
        "Start every call before you wait for the first result.",
        "An ExecutorService has a method that takes a whole list of calls.",
        "Executors.newVirtualThreadPerTaskExecutor() in try-with-resources, then invokeAll(calls)."
    })
    void inFlightTogether() throws Exception {
        // Answers nobody until five calls are inside, so a sequential answer never gets its first
        // result.
        var service = RemoteService.answeringOnceInFlight(5);

        FetchAll.fetchAll(service.calls(5));

        service.verify();
    }

    @Test
    @DisplayName("the results come back in the order of the calls, whatever order they finish in")
    @Hint({
        "The order in which results arrive is the order in which the calls happen to finish.",
        "Keep the futures in the order of the calls, and ask them in that order.",
        "invokeAll returns its futures in the order of its tasks."
    })
    void resultsInOrder() throws Exception {
        var service = RemoteService.answeringLastFirst(5);

        var results = FetchAll.fetchAll(service.calls(5));

        Expect.equal(
                List.of(0, 1, 2, 3, 4),
                results,
                "results were collected as they arrived, and the last call was answered first");
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
        var service = RemoteService.answeringOnceInFlight(100);

        var results = FetchAll.fetchAll(service.calls(100));

        service.verify();
        Expect.equal(100, results.size(), "a call that failed or was never made has no result");
    }
}
