package p02_concurrent_execution;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class SurveyReportTest {

    @Test
    @DisplayName("all the stations are asked at the same time")
    @Hint({
        "Look for what waits while there are still stations that nobody has asked.",
        "A get() in the loop that submits waits there. So does a get() in the same stream.",
        "Two loops: the first submits every call and keeps its Future, the second calls get()."
    })
    void askedTogether() throws Exception {
        // More stations than a pool has threads that is sized by the processors.
        int count = 100 + Runtime.getRuntime().availableProcessors();
        var stations = IntStream.range(0, count).mapToObj("station-%d"::formatted).toList();
        var gateway = new Meeting(count);

        SurveyReport.report(stations, gateway);

        gateway.verify();
    }

    @AllSchedules
    @DisplayName("one line for each station, in the order of the stations")
    @Hint({
        "Who adds the lines, and in which order do they come to it?",
        "Let a task return its reading, and only one thread write the lines.",
        "Keep the futures in a list, in the order of the stations, and ask them in that order."
    })
    void linesInOrder() throws Exception {
        var stations = List.of("station-3", "station-1", "station-4", "station-2");
        var gateway = lastFirst(stations, "none");

        var lines = SurveyReport.report(stations, gateway);

        expectLines(
                List.of(
                        "station-3: 20.5 °C",
                        "station-1: 21.5 °C",
                        "station-4: 22.5 °C",
                        "station-2: 23.5 °C"),
                lines);
    }

    @AllSchedules
    @DisplayName("a station that fails has a line in its place, with the message of its failure")
    @Hint({
        "What a task throws is kept in its Future until somebody asks. Who asks?",
        "get() throws an ExecutionException. Catch it for each station, not around the loop.",
        "The line needs failed.getCause().getMessage()."
    })
    void failureHasItsLine() throws Exception {
        var stations = List.of("station-2", "station-3", "station-1");
        var gateway = lastFirst(stations, "station-2");
        var expected =
                List.of(
                        "station-2: no reading (battery empty)",
                        "station-3: 21.5 °C",
                        "station-1: 22.5 °C");
        List<String> lines;

        try {
            lines = SurveyReport.report(stations, gateway);
        } catch (Exception failed) {
            var unmet =
                    new Unmet(
                            expected.toString(),
                            failed.getClass().getSimpleName() + ", and no report",
                            "one station that fails takes the whole report with it");
            // The cause stays reachable: a report looks there for what it can explain better.
            unmet.initCause(failed);
            throw unmet;
        }

        whyFailureIsHidden(lines).ifPresent(why -> Expect.equal(expected, lines, why));
        expectLines(expected, lines);
    }

    @AllSchedules
    @DisplayName("a station that is listed twice has two lines")
    @Hint({
        "Which collection of yours keeps equal things only once?",
        "A place in a list tells the two apart, a name does not."
    })
    void twiceListedTwiceReported() throws Exception {
        var stations = List.of("station-1", "station-2", "station-1");

        var lines = SurveyReport.report(stations, station -> 20.5);

        expectComplete(lines);
        Expect.that(
                linesOf("station-1", lines) == 2 && linesOf("station-2", lines) == 1,
                "2 lines of station-1, 1 line of station-2",
                lines,
                "a map has one value for each key, and a set has no duplicates");
    }

    @Test
    @DisplayName("no stations, no lines")
    @Hint("Does the answer ask for the first station, or for a pool of stations.size() threads?")
    void nobodyToAsk() throws Exception {
        var lines = SurveyReport.report(List.of(), station -> 20.5);

        expectComplete(lines);
        Expect.equal(List.of(), lines, "there is a line that no station stands for");
    }

    @AllSchedules
    @DisplayName("no call outlives the method")
    @Hint({
        "When the report is returned, who has waited for the tasks?",
        "shutdown() only says that no more tasks will come. close() waits for those that run.",
        "Put the executor into try-with-resources: its close() runs however the block is left."
    })
    void noCallOutlivesTheMethod() throws Exception {
        var unanswered = new AtomicInteger(2);

        SurveyReport.report(
                List.of("station-1", "station-2"),
                station -> {
                    Thread.sleep(Duration.ofHours(1));
                    unanswered.decrementAndGet();
                    return 20.5;
                });

        Expect.that(
                unanswered.get() == 0,
                "every call has ended when the method returns",
                "%d of 2 calls had not ended".formatted(unanswered.get()),
                "nobody waited for the calls: shutdown() does not, close() does");
    }

    private static long linesOf(String station, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(station)).count();
    }

    private static void expectComplete(List<String> lines) {
        Expect.that(lines != null, "a list of lines", lines, "the method returns no list");
        Expect.that(
                lines.stream().allMatch(Objects::nonNull),
                "no empty place in the list",
                lines,
                "what should fill this place had not ended when the method returned, or had failed");
    }

    private static void expectLines(List<String> expected, List<String> lines) {
        expectComplete(lines);
        if (!expected.equals(lines)) {
            throw new Unmet(expected.toString(), lines.toString(), whyDifferent(expected, lines));
        }
    }

    private static String whyDifferent(List<String> expected, List<String> lines) {
        if (!lines.stream().sorted().toList().equals(expected.stream().sorted().toList())) {
            return lines.size() == expected.size()
                    ? "a line is not spelled as the exercise asks"
                    : "there must be one line for each station";
        }
        var order = lines.stream().map(line -> line.replaceFirst(":.*", "")).toList();
        if (lines.equals(expected.reversed())) {
            return "the lines are in the order in which the answers came in";
        }
        return order.equals(order.stream().sorted().toList())
                ? "the lines are ordered by the names, in a sort or in a map"
                : "the lines are collected in another order than that of the stations";
    }

    /// @return what became of the failure of station-2, if it has not the line that it should
    private static Optional<String> whyFailureIsHidden(List<String> lines) {
        expectComplete(lines);
        if (lines.stream().noneMatch(line -> line.contains("battery empty"))) {
            return Optional.of(
                    linesOf("station-2", lines) == 0
                            ? "the failure stayed in a Future that nobody asked, or was caught and"
                                    + " dropped"
                            : "the line does not say what the gateway threw");
        }
        if (lines.stream().anyMatch(line -> line.contains("Exception"))) {
            return Optional.of(
                    "what get() throws is only the wrapping: the message is in getMessage() of its"
                            + " cause");
        }
        return lines.size() < 3
                ? Optional.of("the first failure ended the loop, so those after it have no line")
                : Optional.empty();
    }

    /// Answers the last station first, each other an hour after the next in the list. The hours
    /// cost nothing: an explored check has a clock of its own.
    private static SurveyReport.Gateway lastFirst(List<String> stations, String failing) {
        return station -> {
            int number = stations.indexOf(station);
            Thread.sleep(Duration.ofHours(stations.size() - number));
            if (station.equals(failing)) {
                throw new IOException("battery empty");
            }
            return 20.5 + number;
        };
    }

    /// Answers nobody until all the stations are being asked, or until it is clear that they never
    /// will be.
    private static final class Meeting implements SurveyReport.Gateway {

        private final int stations;
        private final CountDownLatch missing;
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicReference<Unmet> complaint = new AtomicReference<>();

        Meeting(int stations) {
            this.stations = stations;
            missing = new CountDownLatch(stations);
        }

        @Override
        public double read(String station) throws InterruptedException {
            inFlight.incrementAndGet();
            missing.countDown();
            if (complaint.get() == null
                    && !missing.await(RemoteService.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                complaint.compareAndSet(null, tooFew(inFlight.get()));
            }
            verify();
            return 20.5;
        }

        private Unmet tooFew(int together) {
            return new Unmet(
                    "%d stations asked together".formatted(stations),
                    together == 1 ? "1 asked, and no other" : together + " asked, and no more",
                    together == 1
                            ? "a call is waited for before the next is made: by a get() in the same"
                                    + " loop, or in a stream, which takes one station at a time"
                                    + " through all its steps"
                            : "the stations are asked in groups, or by a pool that has fewer threads"
                                    + " than there are stations, as a parallel stream has");
        }

        void verify() {
            if (complaint.get() != null) {
                throw complaint.get();
            }
        }
    }
}
