package p16_batching;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;

class SlidingWindowTest {

    private static final String HANGS =
            "a place in the window is lost: it is given back only when the call succeeds, so after"
                    + " enough failures the next item waits for ever";

    @AllSchedules
    @DisplayName("the results are in the order of the items, and each item is called for once")
    @Hint({
        "Keep the futures in the order of the items, and ask them in that order.",
        "invokeAll returns its futures in the order of the tasks, whatever order they ended in."
    })
    void resultsInOrder() throws Exception {
        var gateway = new Gateway(Map.of("Oslo", 40, "Bergen", 20, "Hamar", 30));

        var run = new Run(gateway, 2, "Oslo", "Bergen", "Hamar");
        run.expectResults();
        gateway.expectEachOnce(List.of("Oslo", "Bergen", "Hamar"));
    }

    @AllSchedules(delays = 2)
    @DisplayName("at most width calls are in flight at once, and so many are")
    @Hint({
        "How many threads may make a call at once?",
        "A pool of width threads makes width calls at once, and no more.",
        "Executors.newFixedThreadPool(width, Thread.ofVirtual().factory())"
    })
    void widthHolds() throws Exception {
        var gateway = new Gateway(Map.of());

        new Run(gateway, 2, "Oslo", "Bergen", "Hamar", "Molde").expectEnd();

        Expect.that(
                gateway.peak <= 2,
                "at most 2 calls in flight at once",
                gateway.peak + " at once",
                "every item has its call at once: starting a thread for each bounds nothing, and"
                        + " nobody counts how many are in flight");
        Expect.that(
                gateway.peak == 2,
                "2 calls in flight at once",
                "1 at a time",
                "each call is waited for before the next is made");
    }

    @AllSchedules
    @Needs("widthHolds")
    @DisplayName("the next call begins as soon as any call has ended, not when a slow one has")
    @Hint({
        "While the slow call is in flight, one place is taken. What is the other place doing?",
        "Whoever waits for a whole batch waits for its slowest. Whoever waits for the oldest call"
                + " waits for that one.",
        "Give all the tasks to a fixed number of workers: whoever is done takes the next."
    })
    void slowOneHoldsOnePlace() throws Exception {
        var gateway = new Gateway(Map.of("slow", 500));

        var run = new Run(gateway, 2, "Oslo", "slow", "Bergen", "Hamar", "Molde");
        Thread.sleep(Duration.ofMillis(495));
        int begun = gateway.begun;
        run.expectNoTodo();

        Expect.that(
                begun == 5,
                "all 5 calls have begun before the slow one ends: each of the others takes 10 ms",
                begun + " have begun",
                switch (begun) {
                    case 1, 2 ->
                            "a batch ends with its slowest call: its barrier keeps the other place"
                                    + " idle until then";
                    case 3, 4 ->
                            "the window waits for its oldest call: one that ended behind the slow"
                                    + " one gives its place back only when the slow one has ended,"
                                    + " as in mapConcurrent";
                    default -> "the calls were not all made";
                });
        run.expectEnd();
    }

    @AllSchedules(delays = 2)
    @DisplayName("a call that fails is told, and no call goes on afterwards")
    @Hint({
        "What a task throws comes out of get as the cause of an ExecutionException.",
        "Leave the block of the executor by that exception: close() waits for those in flight.",
        "If you count places yourself: a call that fails gives its place back, in finally."
    })
    void failureIsTold() throws Exception {
        var gateway = new Gateway(Map.of("Bergen", 100));

        var run = new Run(gateway, 2, "broken", "Bergen", "broken too", "Hamar");
        run.expectFailure(gateway.broken);

        Expect.that(
                run.inFlightAtItsEnd == 0,
                "no call is in flight when map throws",
                run.inFlightAtItsEnd + " still in flight",
                "nobody waited for the other calls: a failure ends none of them, and shutdown()"
                        + " does not wait");
    }

    @AllSchedules
    @Needs("failureIsTold")
    @DisplayName("a call that fails takes no place with it")
    @Hint({
        "Two calls fail in a window of two. Who may begin after them?",
        "Whatever you take before a call, give it back in finally."
    })
    void failureFreesItsPlace() throws Exception {
        var gateway = new Gateway(Map.of());

        var run = new Run(gateway, 1, "broken", "Bergen");
        run.expectFailure(gateway.broken);

        new Run(gateway, 2, "Oslo", "Bergen").expectEnd();
    }

    @AllSchedules
    @DisplayName("few items, and none")
    @Hint({
        "What does your window do with fewer items than places?",
        "A pool of items.size() threads cannot be made for no items."
    })
    void fewItems() throws Exception {
        var gateway = new Gateway(Map.of());

        new Run(gateway, 3, "Oslo").expectResults();
        new Run(gateway, 3).expectResults();
    }

    /// The way to the stations: a call takes 10 ms unless it is said otherwise.
    private static final class Gateway {
        private final IOException broken = new IOException("no such station");
        private final Map<String, Integer> millis;
        private final Map<String, Integer> calls = new HashMap<>();
        private int begun;
        private int inFlight;
        private int peak;

        Gateway(Map<String, Integer> millis) {
            this.millis = millis;
        }

        String report(String station) throws Exception {
            enter(station);
            try {
                Thread.sleep(Duration.ofMillis(millis.getOrDefault(station, 10)));
                if (station.startsWith("broken")) {
                    throw broken;
                }
                return "report of " + station;
            } finally {
                leave();
            }
        }

        private synchronized void enter(String station) {
            calls.merge(station, 1, Integer::sum);
            begun++;
            inFlight++;
            peak = Math.max(peak, inFlight);
        }

        private synchronized void leave() {
            inFlight--;
        }

        synchronized int inFlight() {
            return inFlight;
        }

        synchronized void expectEachOnce(List<String> stations) {
            for (var station : stations) {
                int found = calls.getOrDefault(station, 0);
                Expect.that(
                        found == 1,
                        "one call for " + station,
                        found + " calls",
                        "two workers took the same item: looking which is next and counting on are"
                                + " two steps, and both looked before either counted");
            }
        }
    }

    /// A thread in `map`, and how it ended.
    private static final class Run {
        private final Thread thread;
        private final List<String> stations;
        private volatile List<String> results;
        private volatile Throwable failure;
        private volatile int inFlightAtItsEnd;

        Run(Gateway gateway, int width, String... stations) {
            this.stations = List.of(stations);
            thread =
                    Thread.ofVirtual()
                            .name("caller")
                            .start(() -> {
                                try {
                                    results =
                                            SlidingWindow.map(
                                                    this.stations, width, gateway::report);
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                inFlightAtItsEnd = gateway.inFlight();
                            });
        }

        /// The clock is a virtual one: an hour is over once no thread can go on.
        private void end(String expected, String whyNot) throws InterruptedException {
            Expect.that(
                    thread.join(Duration.ofHours(1)),
                    expected,
                    "map does not return, and no call is in flight",
                    whyNot);
            expectNoTodo();
        }

        /// A method that still throws its TODO is told so.
        void expectNoTodo() {
            if (failure instanceof UnsupportedOperationException todo) {
                throw todo;
            }
        }

        void expectEnd() throws InterruptedException {
            end("map returns", HANGS);
        }

        void expectResults() throws InterruptedException {
            var expected = stations.stream().map(station -> "report of " + station).toList();
            end("the results " + expected, HANGS);
            Expect.that(
                    failure == null,
                    "the results " + expected,
                    failure,
                    stations.isEmpty()
                            ? "no items are no reason to fail: a pool of zero threads is"
                            : "no call has failed, and map did: two workers took the same item, or"
                                    + " one past the last");
            Expect.equal(
                    expected,
                    results,
                    results != null && new HashSet<>(results).equals(new HashSet<>(expected))
                            ? "the results were collected as they arrived"
                            : "results are missing: nobody asked the futures for them, or two"
                                    + " workers took the same item");
        }

        void expectFailure(Throwable cause) throws InterruptedException {
            String expected = "an ExecutionException with the cause " + cause;
            end(expected, HANGS);
            Expect.that(
                    failure instanceof ExecutionException,
                    expected,
                    failure == null ? "map returned " + results : failure,
                    failure == null
                            ? "the failure stayed in a future that nobody asked, or was caught and"
                                    + " dropped: the caller takes what is left for everything"
                            : "the failure reached the caller as another type, so whoever catches"
                                    + " an ExecutionException misses it");
            Expect.that(
                    failure.getCause() == cause,
                    expected,
                    "the cause " + failure.getCause(),
                    "what the call threw was wrapped once more on its way");
        }
    }
}
