package p04_error_handling;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p04_error_handling.StationSurvey.Failure;
import p04_error_handling.StationSurvey.Outcome;
import p04_error_handling.StationSurvey.Reading;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class StationSurveyTest {

    @AllSchedules
    @DisplayName("all the stations are asked at the same time")
    @Hint({
        "Ask every station before you wait for the first answer.",
        "An ExecutorService has a method that takes a whole list of calls: invokeAll."
    })
    void askedTogether() throws Exception {
        long begin = System.nanoTime();

        StationSurvey.survey(
                List.of("Oslo", "Bergen", "Hamar"),
                station -> {
                    Thread.sleep(100);
                    return 20.5;
                });

        long millis = millisSince(begin);
        Expect.that(
                millis == 100,
                "100 ms for 3 stations that answer after 100 ms",
                millis + " ms",
                millis < 100
                        ? "the method does not wait for the answers"
                        : "a call is waited for before another is made: by a get() in the loop that"
                                + " submits, or by a pool that has fewer threads than stations");
    }

    @Test
    @DisplayName("a hundred stations are asked at the same time, too")
    @Hint({
        "A pool asks as many stations together as it has threads, be they virtual or not.",
        "newVirtualThreadPerTaskExecutor() has no limit: a new thread for each call."
    })
    void manyStations() throws Exception {
        var service = RemoteService.answeringOnceInFlight(100);
        var stations = IntStream.range(0, 100).mapToObj(Integer::toString).toList();

        var outcomes =
                StationSurvey.survey(
                        stations, station -> service.answer(Integer.parseInt(station)));

        service.verify();
        Expect.equal(100, outcomes.size(), "a station has no outcome, or more than one");
    }

    @AllSchedules
    @DisplayName("a station that is down has its outcome too: one for each, in their order")
    @Hint({
        "A failure can be returned like any other value. Who knows first that there is one?",
        "Catch the IOException inside the task, and return a Failure there. The futures of invokeAll"
                + " are in the order of the calls.",
        "In the task: try { return new Reading(station, gateway.read(station)); }"
                + " catch (IOException down) { return new Failure(station, down); }"
    })
    void oneOutcomeEach() throws Exception {
        var down = new IOException("battery empty");

        var outcomes =
                surveyed(
                        List.of("Oslo", "Bergen", "Hamar"),
                        station ->
                                switch (station) {
                                    case "Oslo" -> answer(30, 20.5);
                                    case "Bergen" -> fail(20, down);
                                    default -> answer(10, 21.5);
                                });

        Expect.that(
                outcomes != null && outcomes.stream().noneMatch(Objects::isNull),
                "a Reading or a Failure for each station",
                outcomes,
                "null is neither a reading nor a failure: whoever counts later counts it as nothing");
        Expect.that(
                outcomes.size() == 3,
                "3 outcomes for 3 stations",
                outcomes,
                "the failure was caught and dropped, or stayed in a Future that nobody asked, so it"
                        + " can never be counted");
        Expect.equal(
                List.of("Oslo", "Bergen", "Hamar"),
                outcomes.stream().map(Outcome::station).toList(),
                "the outcomes are in the order in which they arrive, or an outcome bears the name of"
                        + " another station");
        expectReading("Oslo", 20.5, outcomes.get(0));
        expectFailure("Bergen", down, outcomes.get(1));
        expectReading("Hamar", 21.5, outcomes.get(2));
        expectNone(
                StationSurvey.survey(
                        List.of(),
                        station -> {
                            throw new IllegalStateException("nobody is to be asked");
                        }));
    }

    @Test
    @DisplayName("the summary counts readings and failures, and each once")
    @Hint({
        "Count by what an outcome is, not by what is left over.",
        "switch (outcome) { case Reading reading -> …; case Failure failure -> …; }"
    })
    void countedRight() {
        var oslo = new Reading("Oslo", 20.5);
        var bergen = new Failure("Bergen", new IOException("battery empty"));
        var hamar = new Reading("Hamar", Double.NaN);
        var molde = new Failure("Molde", new IOException());

        expectSummary("3 readings, 2 failures", List.of(oslo, bergen, hamar, molde, oslo));
        expectSummary("0 readings, 2 failures", List.of(molde, bergen));
        expectSummary("2 readings, 0 failures", List.of(oslo, hamar));
        expectSummary("0 readings, 0 failures", List.of());
    }

    @AllSchedules
    @DisplayName("a bug is no failure of a station: it comes out of survey, with its cause")
    @Hint({
        "What does the gateway promise to throw? Everything else is none of its failures.",
        "catch (IOException down), and nothing wider. get() throws the rest by itself.",
        "Future.get() throws an ExecutionException whose cause is the bug. Let it through."
    })
    void bugComesOut() throws Exception {
        var bug = new IllegalStateException("a bug");
        var calls = new Calls();
        List<Outcome> outcomes;

        try {
            outcomes =
                    StationSurvey.survey(
                            List.of("Oslo", "Bergen"),
                            station -> {
                                if (station.equals("Bergen")) {
                                    return calls.answer(50);
                                }
                                Thread.sleep(10);
                                throw bug;
                            });
        } catch (ExecutionException thrown) {
            expectEnded(calls.running());
            if (thrown.getCause() != bug) {
                throw new Unmet(
                        "the cause is the bug: " + shown(bug),
                        thrown.getCause() == null ? "there is no cause" : shown(thrown.getCause()),
                        "the bug was wrapped once more, or replaced, on its way out",
                        "What get() throws has the bug as its cause already: let it through as it"
                                + " is.");
            }
            return;
        } catch (Exception other) {
            throw unmet(
                    "ExecutionException is thrown, because of the bug",
                    shown(other),
                    "the bug was translated on its way out: what get() throws can pass as it is",
                    other);
        }
        throw new Unmet(
                "ExecutionException is thrown, because of the bug",
                "survey returned " + outcomes,
                outcomes != null && outcomes.stream().anyMatch(Failure.class::isInstance)
                        ? "a bug was taken for a station that is down: the catch is wider than what"
                                + " the gateway promises to throw, so nobody will look for the bug"
                        : "the bug was caught and dropped, or stayed in a Future that nobody asked");
    }

    @AllSchedules
    @DisplayName("whoever is interrupted while the survey waits gets an InterruptedException")
    @Hint({
        "get() and invokeAll throw an InterruptedException when their caller is interrupted.",
        "It is an Exception, too: a catch (Exception …) around get() takes it for a failure.",
        "Declare it, and let it pass. try-with-resources still closes the executor."
    })
    void interruptionPasses() throws Exception {
        var calls = new Calls();
        var stillRunning = new AtomicInteger();
        var seen = new AtomicReference<Object>();
        Thread caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                seen.set(
                                        StationSurvey.survey(
                                                List.of("Oslo", "Bergen"),
                                                station -> calls.answer(100)));
                            } catch (Throwable thrown) {
                                seen.set(thrown);
                            }
                            stillRunning.set(calls.running());
                        });
        Thread.sleep(50);
        caller.interrupt();
        caller.join();

        Expect.that(
                seen.get() instanceof InterruptedException,
                "InterruptedException is thrown",
                seen.get() instanceof Throwable thrown
                        ? shown(thrown)
                        : "survey returned " + seen.get(),
                seen.get() instanceof Throwable
                        ? "the interruption was wrapped in another exception: nobody who handles"
                                + " interruptions will see it"
                        : "the interruption was taken for a failure of a station, or swallowed: a"
                                + " catch around get() or in the task catches too much");
        expectEnded(stillRunning.get());
    }

    private static void expectEnded(int running) {
        Expect.that(
                running == 0,
                "every call has ended when the method is left",
                running == 1 ? "1 call was still running" : running + " calls were still running",
                "nobody waited for the calls when the method was left early: close() does,"
                        + " shutdown() does not");
    }

    /// Answers, and knows how many callers still wait for it.
    private static final class Calls {

        private final AtomicInteger running = new AtomicInteger();

        double answer(int millis) throws InterruptedException {
            running.incrementAndGet();
            try {
                Thread.sleep(millis);
                return 20.5;
            } finally {
                running.decrementAndGet();
            }
        }

        int running() {
            return running.get();
        }
    }

    private static double answer(int millis, double celsius) throws InterruptedException {
        Thread.sleep(millis);
        return celsius;
    }

    private static double fail(int millis, IOException down)
            throws IOException, InterruptedException {
        Thread.sleep(millis);
        throw down;
    }

    private static List<Outcome> surveyed(List<String> stations, StationSurvey.Gateway gateway)
            throws InterruptedException {
        try {
            return StationSurvey.survey(stations, gateway);
        } catch (ExecutionException failed) {
            throw unmet(
                    "one outcome for each station",
                    shown(failed) + ", and no outcome at all",
                    "the failure of one station ended the whole survey: get() throws it, and nobody"
                            + " made an outcome of it",
                    failed);
        }
    }

    private static void expectReading(String station, double celsius, Outcome outcome) {
        Expect.that(
                outcome instanceof Reading reading
                        && reading.station().equals(station)
                        && reading.celsius() == celsius,
                "Reading[station=%s, celsius=%s]".formatted(station, celsius),
                outcome,
                outcome instanceof Failure
                        ? "a station that answers was taken for one that is down"
                        : "the reading is not what the gateway returned");
    }

    private static void expectFailure(String station, IOException down, Outcome outcome) {
        String expected = "a Failure of " + station + ", whose cause is " + shown(down);
        if (!(outcome instanceof Failure failure)) {
            throw new Unmet(
                    expected,
                    outcome.toString(),
                    "a value was made up for a station that has none, so it counts as a success");
        }
        Expect.that(
                failure.cause() == down,
                expected,
                failure.cause() == null
                        ? "its cause is null"
                        : "its cause is " + shown(failure.cause()),
                "the exception of the gateway was dropped, or replaced by a new one: its stack"
                        + " trace and its type are lost");
    }

    private static void expectNone(List<Outcome> outcomes) {
        Expect.equal(List.of(), outcomes, "there is an outcome that no station stands for");
    }

    private static void expectSummary(String expected, List<Outcome> outcomes) {
        Expect.equal(
                expected,
                StationSurvey.summary(outcomes),
                "of %s: an outcome is counted as what it is not, or is not counted, or the words are not those of the exercise"
                        .formatted(
                                outcomes.stream()
                                        .map(Outcome::getClass)
                                        .map(Class::getSimpleName)
                                        .toList()));
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static Unmet unmet(String expected, String observed, String why, Throwable cause) {
        var unmet = new Unmet(expected, observed, why);
        unmet.initCause(cause);
        return unmet;
    }

    private static String shown(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }
}
