package workbook.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.testkit.AllSchedules;
import workbook.testkit.explorer.report.Explanation;

/// What a check class sees of the explorer, through JUnit.
class AllSchedulesTest {
    /// Run by this test only, not by the build.
    @ExtendWith(OnlyHere.class)
    static class Check {
        private AtomicInteger counter;
        private int plain;

        @BeforeEach
        void prepare() {
            counter = new AtomicInteger(40);
        }

        private void twice(Runnable task) throws InterruptedException {
            Thread first = Thread.startVirtualThread(task);
            Thread second = Thread.startVirtualThread(task);
            first.join();
            second.join();
        }

        @AllSchedules
        void holds() throws InterruptedException {
            twice(counter::incrementAndGet);
            assertEquals(42, counter.get());
        }

        @AllSchedules
        void breaks() throws InterruptedException {
            twice(() -> plain++);
            assertEquals(2, plain);
        }

        @AllSchedules(samples = 10, seed = 7)
        void sampled() throws InterruptedException {
            twice(counter::incrementAndGet);
        }

        @AllSchedules(maxSchedules = 3)
        void cut() throws InterruptedException {
            twice(counter::incrementAndGet);
        }

        @AllSchedules
        void prints() throws InterruptedException {
            System.out.println("begin");
            twice(() -> {
                counter.incrementAndGet();
                System.err.println("one more");
            });
            assertEquals(42, counter.get());
        }

        @AllSchedules
        void printsAndBreaks() throws InterruptedException {
            twice(() -> System.out.println("now " + ++plain));
            assertEquals(2, plain);
        }

        @AllSchedules(bodyOnly = true)
        void endsWellBesideWhatDoesNot() throws InterruptedException {
            misbehave();
            assertEquals(40, counter.get());
        }

        @AllSchedules(bodyOnly = true)
        void breaksBesideWhatDoesToo() throws InterruptedException {
            misbehave();
            assertEquals(41, counter.get());
        }

        @AllSchedules(bodyOnly = true)
        void neverEnds() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        /// Leaves a thread, lets one end by an exception, and has a data race.
        private void misbehave() throws InterruptedException {
            var never = new CountDownLatch(1);
            Thread.startVirtualThread(() -> {
                try {
                    never.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            Thread failing =
                    Thread.startVirtualThread(() -> {
                        plain++;
                        throw new IllegalStateException("beside the body");
                    });
            plain++;
            failing.join();
        }

        @Test
        void plain() {
            long begin = System.nanoTime();
            assertTrue(System.nanoTime() - begin < 1_000_000_000L);
            assertEquals(40, counter.get());
        }
    }

    /// Keeps the build from running [Check] on its own.
    static final class OnlyHere implements org.junit.jupiter.api.extension.ExecutionCondition {
        @Override
        public org.junit.jupiter.api.extension.ConditionEvaluationResult evaluateExecutionCondition(
                org.junit.jupiter.api.extension.ExtensionContext context) {
            return context.getConfigurationParameter("explorer.test").isPresent()
                    ? org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled("asked for")
                    : org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled(
                            "a fixture");
        }
    }

    private record Outcome(Throwable failure, List<String> strengths) {}

    private static Outcome run(String method, String replayId) {
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectMethod(Check.class, method))
                        .configurationParameter("explorer.test", "yes");
        if (!replayId.isEmpty()) {
            request.configurationParameter(ScheduleExtension.REPLAY, replayId);
        }
        Throwable[] failure = new Throwable[1];
        List<String> strengths = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        request.build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier test, TestExecutionResult result) {
                                result.getThrowable().ifPresent(thrown -> failure[0] = thrown);
                            }

                            @Override
                            public void reportingEntryPublished(
                                    TestIdentifier test, ReportEntry entry) {
                                strengths.add(entry.getKeyValuePairs().get("strength"));
                            }
                        });
        return new Outcome(failure[0], strengths);
    }

    @Test
    void aPassSaysWhatItIsWorth() {
        Outcome outcome = run("holds", "");
        assertNull(outcome.failure());
        assertEquals(1, outcome.strengths().size());
        assertTrue(
                outcome.strengths()
                        .getFirst()
                        .matches("every schedule within 2 preemptions \\(\\d+\\)"),
                outcome.strengths().getFirst());
    }

    @Test
    void aSampleSaysItsSeed() {
        assertEquals(List.of("10 sampled, seed 7"), run("sampled", "").strengths());
    }

    @Test
    void aSearchThatWasCutSaysSo() {
        assertEquals(
                List.of(
                        "3 schedules within 2 preemptions, not all: the search ends at that number"),
                run("cut", "").strengths());
    }

    @Test
    void aFailureHasFourPartsATableAndAReplayId() {
        var failure = (ScheduleFailure) run("breaks", "").failure();
        assertEquals(Explanation.Kind.ASSERTION, failure.kind());
        assertEquals("2", failure.expected());
        assertEquals("1", failure.observed());
        assertTrue(failure.why().contains("task 1 reads check.plain = 0"), failure.why());
        assertTrue(failure.table().contains("reads check.plain = 0"), failure.table());
        assertTrue(failure.table().contains("writes check.plain = 1"), failure.table());
        assertTrue(failure.steps().stream().allMatch(step -> step.line() > 0));
    }

    @Test
    void onlyTheBodyIsJudgedWhereTheCheckAsksForThat() {
        assertNull(run("endsWellBesideWhatDoesNot", "").failure());
        var broken = (ScheduleFailure) run("breaksBesideWhatDoesToo", "").failure();
        assertEquals(Explanation.Kind.ASSERTION, broken.kind());
        assertEquals("41", broken.expected());
        var stuck = (ScheduleFailure) run("neverEnds", "").failure();
        assertEquals(Explanation.Kind.DEADLOCK, stuck.kind());
    }

    @Test
    void aReplayRunsThatScheduleAgain() {
        var failure = (ScheduleFailure) run("breaks", "").failure();
        var again = (ScheduleFailure) run("breaks", failure.replayId()).failure();
        assertEquals(failure.getMessage(), again.getMessage());
        assertNull(run("breaks", "0").failure());
    }

    private static String printedBy(String method) {
        PrintStream real = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run(method, "");
        } finally {
            System.setOut(real);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void thePrintsOfOneRunAreShown() {
        assertEquals("begin\none more\none more\n", printedBy("prints"));
    }

    @Test
    void afterAFailureThePrintsAreThoseOfTheReportedRun() {
        assertEquals("now 1\nnow 1\n", printedBy("printsAndBreaks"));
    }

    @Test
    void aPlainTestBesideItRunsInRealTime() {
        assertNull(run("plain", "").failure());
    }
}
