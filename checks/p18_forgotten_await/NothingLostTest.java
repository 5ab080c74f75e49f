package p18_forgotten_await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import p18_forgotten_await.NothingLost.Failure;
import p18_forgotten_await.NothingLost.Line;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class NothingLostTest {

    private final long start = System.nanoTime();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @AllSchedules
    @DisplayName("every station is warned, all at the same time, before the method returns")
    @Hint({
        "When does the first warning begin, and when the last?",
        "A stream does nothing before somebody asks for its result, and get() right after submit"
                + " waits for one before the next begins.",
        "Submit all, keep the futures, then ask each. Or invokeAll, which returns when all have"
                + " ended."
    })
    void everyStationIsWarned() throws Exception {
        var virtual = new AtomicBoolean(true);
        Line line =
                station -> {
                    // The explorer gives each task of the common pool such a name.
                    boolean borrowed = Thread.currentThread().getName().startsWith("async-");
                    virtual.compareAndSet(true, Thread.currentThread().isVirtual() && !borrowed);
                    anHour();
                    warned.add(station);
                };

        var failures = warnAll(List.of("Oslo", "Bergen"), line);
        int then = warned.size();
        long hours = hoursSinceStart();
        Thread.sleep(Duration.ofDays(1)); // what has not happened by then, never will
        int later = warned.size();

        Expect.that(
                later > 0,
                "2 stations are warned",
                "none was, and the result is " + names(failures),
                "the calls were described and never made: a stream without a last step runs"
                        + " nothing, and neither does a task that nobody starts");
        Expect.that(
                then == 2,
                "2 stations are warned when the method returns",
                then == 0 ? "none was, the warnings were still on their way" : "only " + then,
                "the method came back without waiting: nobody joined the tasks, and nobody closed"
                        + " their executor");
        Expect.that(
                hours == 1,
                "2 warnings of an hour take 1 hour",
                hours + " hours",
                "they were made one after the other: each was waited for before the next began");
        Expect.that(
                virtual.get(),
                "a virtual thread for each warning",
                "another thread",
                "the warnings run on platform threads, perhaps those of the common pool, which are few,"
                        + " or on the thread that called");
        Expect.equal(List.of(), names(failures), "a warning that arrived is told as a failure");
    }

    @AllSchedules
    @DisplayName("every failure is told, with its station and what the line threw")
    @Hint({
        "Which line of yours asks each future how it ended?",
        "future.state() tells how it ended; FAILED has an exceptionNow(). get() throws an"
                + " ExecutionException around what the task threw.",
        "Look at all futures before you return, and do not leave the loop at the first failure."
    })
    void everyFailureIsTold() throws Exception {
        var down = new IOException("no line");
        var flooded = new IllegalStateException("the station is flooded");
        Line line = failing(Map.of("Bergen", down, "Molde", flooded));

        var failures = warnAll(List.of("Oslo", "Bergen", "Molde"), line);

        Expect.that(
                !failures.isEmpty(),
                "2 failures: Bergen, Molde",
                "none",
                "what a task throws goes into its future, and nobody asked that future: closing the"
                        + " executor waits for the tasks, and tells nothing; a handler that returns"
                        + " without a word does the same");
        expectTold("Bergen", down, failures);
        expectTold("Molde", flooded, failures);
        Expect.equal(
                2,
                failures.size(),
                "a station that was warned is told, or a failure is told twice");
    }

    @AllSchedules
    @Needs("everyFailureIsTold")
    @DisplayName("an error is a failure like any other")
    @Hint({
        "Which types does your catch name, and which can a task throw?",
        "An Error is no Exception. A future catches every Throwable."
    })
    void errorsToo() throws Exception {
        var tooDeep = new StackOverflowError("too deep");

        var failures = warnAll(List.of("Oslo", "Bergen"), failing(Map.of("Bergen", tooDeep)));

        Expect.that(
                !failures.isEmpty(),
                "1 failure: Bergen, StackOverflowError",
                "none",
                "a catch names only some of the types that can be thrown: an Error is no"
                        + " Exception");
        expectTold("Bergen", tooDeep, failures);
    }

    @AllSchedules
    @Needs("everyFailureIsTold")
    @DisplayName("no failure is lost when two happen at the same moment, and their order is kept")
    @Hint({
        "Who writes into the list of failures: one thread, or each task?",
        "Futures keep the failures until you collect them, on one thread, in the order of stations."
    })
    void atTheSameMoment() throws Exception {
        var first = new IOException("first");
        var second = new IOException("second");

        var failures =
                warnAll(
                        List.of("Oslo", "Bergen"),
                        failing(Map.of("Oslo", first, "Bergen", second)));

        Expect.that(
                failures.size() == 2,
                "2 failures: Oslo, Bergen",
                failures.isEmpty() ? "none" : names(failures) + " only",
                "two tasks add to one list at the same moment, and one overwrites the other");
        Expect.equal(
                List.of("Oslo", "Bergen"),
                names(failures),
                "the failures are in the order in which they happened, and who reads them wants"
                        + " the order of the stations");
    }

    private static List<Failure> warnAll(List<String> stations, Line line) throws Exception {
        try {
            var failures = NothingLost.warnAll(stations, line);
            Expect.that(failures != null, "a list", "null", "no failure is an empty list");
            return failures;
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Exception | StackOverflowError thrown) {
            var unmet =
                    new Unmet(
                            "the failures are returned",
                            "warnAll threw " + thrown.getClass().getSimpleName(),
                            "the first failure left the method, and took along what the other"
                                    + " stations have to tell");
            unmet.initCause(thrown);
            throw unmet;
        }
    }

    /// Fails for these stations, each with its own failure.
    private static Line failing(Map<String, Throwable> failures) {
        return station -> {
            switch (failures.get(station)) {
                case null -> {}
                case Error error -> throw error;
                case Throwable failure -> throw (Exception) failure;
            }
        };
    }

    private static void expectTold(String station, Throwable cause, List<Failure> failures) {
        String expected = station + " failed with " + cause.getClass().getSimpleName();
        var found =
                failures.stream().filter(failure -> failure.station().equals(station)).findFirst();
        Expect.that(
                found.isPresent(),
                expected,
                names(failures) + " only",
                "the failures of the others were not looked at any more, or only some types of"
                        + " failure are");
        Expect.that(
                found.get().cause() == cause,
                expected,
                "the cause is " + found.get().cause(),
                "what the line threw is still wrapped: get() and join() put an exception of their"
                        + " own around it");
    }

    private static List<String> names(List<Failure> failures) {
        return failures.stream().map(Failure::station).toList();
    }

    private static void anHour() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }

    private long hoursSinceStart() {
        return Duration.ofNanos(System.nanoTime() - start).toHours();
    }
}
