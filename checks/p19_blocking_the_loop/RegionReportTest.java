package p19_blocking_the_loop;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p19_blocking_the_loop.RegionReport.Gateway;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class RegionReportTest {

    private final long start = System.nanoTime();
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AllSchedules(delays = 2)
    @DisplayName("a report ends, with more regions than the limit: 2 regions, limit 1")
    @Hint({
        "Which thread reads the first station, while the first region waits for it?",
        "A task that waits for a task behind it in the queue holds the thread that the other needs."
                + " Who could wait instead, without a thread of the pool?",
        "Let the tasks of the pool do nothing but read. The thread that called may wait."
    })
    void everyReportEnds() throws Exception {
        var office = new RegionReport(this::read, 1);
        var report = new Asked(() -> office.report(regions("north:Oslo", "south:Molde")));

        Expect.equal(
                Map.of("north", List.of("Oslo: sunny"), "south", List.of("Molde: sunny")),
                report.answer(),
                "readings are missing, or stand at another region");
        office.close();
    }

    @AllSchedules(delays = 2)
    @DisplayName("the limit is used and holds, in one region and over several: limit 2")
    @Needs("everyReportEnds")
    @Hint({
        "What is the limit now, and who counts the readings?",
        "A bigger pool is a bigger limit. A pool for each region is a limit for each region.",
        "One pool of limit threads that reads, or one semaphore of limit permits around read."
    })
    void limitHolds() throws Exception {
        expectTwoAtOnce(2, regions("north:Oslo,Hamar,Bergen,Narvik"));
        expectTwoAtOnce(2, regions("north:Oslo,Hamar", "south:Molde,Voss"));
        expectTwoAtOnce(1, regions("north:Oslo", "south:Molde"));
    }

    @AllSchedules(delays = 1)
    @DisplayName("two reports at the same time share the limit, and both end: limit 1")
    @Needs("everyReportEnds")
    @Hint({
        "Is the limit one of the office, or one of each report?",
        "What limits the readings belongs into a field, and is made once."
    })
    void reportsShareTheLimit() throws Exception {
        var office = new RegionReport(this::read, 1);
        var first = new Asked(() -> office.report(regions("north:Oslo")));
        var second = new Asked(() -> office.report(regions("south:Molde")));
        first.answer();
        second.answer();
        office.close();

        Expect.that(
                most.get() == 1,
                "1 reading at a time, over both reports",
                most + " at a time",
                "each report has a limit of its own");
    }

    @AllSchedules(delays = 1)
    @DisplayName("two reports run at the same time, as far as the limit allows: limit 2")
    @Needs("everyReportEnds")
    @Hint({
        "What keeps the second caller waiting, while there is room for a reading?",
        "The limit is for readings. A lock around report is one for reports."
    })
    void reportsAtTheSameTime() throws Exception {
        var office = new RegionReport(this::read, 2);
        var first = new Asked(() -> office.report(regions("north:Oslo")));
        var second = new Asked(() -> office.report(regions("south:Molde")));
        first.answer();
        second.answer();
        long hours = hoursSinceStart();
        office.close();

        Expect.that(
                hours == 1,
                "2 readings of an hour, of two reports, take 1 hour",
                hours + " hours",
                "one report waits for the other, although there is room for two readings");
    }

    @AllSchedules(delays = 2)
    @DisplayName("the readings are in the order of the stations, whichever comes first")
    @Needs("everyReportEnds")
    @Hint({"Put the futures in a list in the order of the stations, and ask them in that order."})
    void inOrder() throws Exception {
        Gateway gateway =
                station -> {
                    Thread.sleep(Duration.ofHours(station.equals("Oslo") ? 2 : 1));
                    return station;
                };
        var office = new RegionReport(gateway, 2);
        var report = new Asked(() -> office.report(regions("north:Oslo,Hamar")));

        Expect.equal(
                Map.of("north", List.of("Oslo", "Hamar")),
                report.answer(),
                "the readings were collected as they came");
        office.close();
    }

    @AllSchedules(delays = 2)
    @DisplayName("if a reading fails, its failure is the cause")
    @Needs("everyReportEnds")
    @Hint({
        "How many tasks has the failure come through?",
        "Each get() wraps once. If a task waits for a task, the cause has a cause: peel it."
    })
    void failure() throws Exception {
        var down = new IOException("Molde is down");
        Gateway gateway =
                station -> {
                    if (station.equals("Molde")) {
                        throw down;
                    }
                    return read(station);
                };
        var office = new RegionReport(gateway, 2);
        var report = new Asked(() -> office.report(regions("north:Oslo", "south:Molde")));

        String expected = "an ExecutionException whose cause is: Molde is down";
        var failure = report.failure(expected);
        office.close();
        Expect.that(
                failure instanceof ExecutionException,
                expected,
                failure.getClass().getSimpleName(),
                "the failure came by another way than get");
        Expect.that(
                failure.getCause() == down,
                expected,
                "the cause is " + failure.getCause(),
                "a task that waits for a task wraps its failure twice");
    }

    private void expectTwoAtOnce(int hours, Map<String, List<String>> regions) throws Exception {
        most.set(0);
        long begin = hoursSinceStart();
        var office = new RegionReport(this::read, 2);
        new Asked(() -> office.report(regions)).answer();
        long took = hoursSinceStart() - begin;
        office.close();

        String expected = "2 readings at a time, of " + regions;
        Expect.that(
                most.get() <= 2,
                expected,
                most + " at a time",
                "the pool was the limit: a bigger pool, or one for each region, asks the gateway"
                        + " more than it bears");
        Expect.that(
                most.get() == 2 && took == hours,
                expected,
                most + " at a time, in " + took + (took == 1 ? " hour" : " hours"),
                "the readings of a region, or the regions, come one after the other, although there"
                        + " is room for two");
    }

    /// Takes an hour, which costs nothing: an explored check has a clock of its own.
    private String read(String station) throws InterruptedException {
        most.accumulateAndGet(reading.incrementAndGet(), Math::max);
        try {
            Thread.sleep(Duration.ofHours(1));
            return station + ": sunny";
        } finally {
            reading.decrementAndGet();
        }
    }

    /// `north:Oslo,Hamar` is a region with two stations.
    private static Map<String, List<String>> regions(String... regions) {
        var map = new LinkedHashMap<String, List<String>>();
        for (var region : regions) {
            var parts = region.split(":");
            map.put(parts[0], List.of(parts[1].split(",")));
        }
        return map;
    }

    private long hoursSinceStart() {
        return Duration.ofNanos(System.nanoTime() - start).toHours();
    }

    /// A thread that asks for a report.
    private static final class Asked {

        private final AtomicReference<Object> end = new AtomicReference<>();
        private final Thread thread;

        Asked(Callable<Map<String, List<String>>> call) {
            thread =
                    Thread.ofVirtual()
                            .name("caller")
                            .start(() -> {
                                try {
                                    end.set(call.call());
                                } catch (Throwable failure) {
                                    end.set(failure);
                                }
                            });
        }

        private Object end() throws InterruptedException {
            Expect.that(
                    thread.join(Duration.ofDays(30)),
                    "the report ends",
                    "it has not after 30 days",
                    "whoever waits for the stations holds what the readings need, a thread of the"
                            + " pool or a permit: the readings stand in the queue behind those that"
                            + " wait for them");
            return end.get();
        }

        Object answer() throws InterruptedException {
            Object found = end();
            if (found instanceof Throwable failure) {
                var unmet =
                        new Unmet(
                                "the report",
                                "report threw " + failure,
                                "somebody gave up, or was turned away: a wait with a time ends the"
                                        + " wait, and not what it waits for");
                unmet.initCause(failure);
                throw unmet;
            }
            return found;
        }

        Throwable failure(String expected) throws InterruptedException {
            Object found = end();
            if (found instanceof Throwable failure) {
                return failure;
            }
            throw new Unmet(expected, "report returned " + found, "the failure was dropped");
        }
    }
}
