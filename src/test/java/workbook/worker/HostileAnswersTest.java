package workbook.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.check.CheckReport;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.sandbox.Isolation;

/// Answers that break out of their bounds, as happens by mistake too; those that do it on purpose
/// are the corpus of [AttackTest]. Each ends with a verdict that says what happened, and leaves the
/// file and this JVM as they were.
@DisplayName("A hostile answer gets a clear verdict:")
@Execution(ExecutionMode.CONCURRENT)
class HostileAnswersTest {

    private static final String ANSWER =
            """
            package p02_concurrent_execution;

            import java.util.*;
            import java.util.concurrent.*;

            public final class FetchAll {
                public static <T> List<T> fetchAll(List<Callable<T>> calls)
                        throws InterruptedException, ExecutionException {
                    %s
                }
                private FetchAll() {}
            }
            """;

    /// Shorter than a learner gets, since these answers use up whatever they are given.
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(2);

    private static final Duration TOTAL_LIMIT = Duration.ofSeconds(3);

    @TempDir private Path folder;

    static Stream<Arguments> answers() {
        return Stream.of(
                answer(
                        "a loop that never ends",
                        "while (true) { Thread.onSpinWait(); }",
                        "the check ends"),
                answer(
                        "a wait for what never comes",
                        "new CountDownLatch(1).await(); return null;",
                        "FetchAll.java:9"),
                answer(
                        "a deadlock of two virtual threads",
                        """
                            var a = new Object();
                            var b = new Object();
                            var held = new CountDownLatch(2);
                            var first = Thread.ofVirtual().start(() -> lock(a, b, held));
                            Thread.ofVirtual().start(() -> lock(b, a, held));
                            first.join();
                            return null;
                        }
                        private static void lock(Object one, Object two, CountDownLatch held) {
                            synchronized (one) {
                                held.countDown();
                                try { held.await(); } catch (InterruptedException e) { return; }
                                synchronized (two) { held.countDown(); }
                            }
                        """,
                        "the check ends"),
                answer("System.exit", "System.exit(0); return null;", "FetchAll.java:9"),
                answer(
                        "an exit from another thread",
                        "var t = Thread.ofPlatform().start(() -> System.exit(1)); t.join(); return"
                                + " null;",
                        "ended the whole JVM"),
                answer(
                        "a thread left running",
                        "Thread.ofVirtual().name(\"forgotten\").start(() -> { try {"
                                + " Thread.sleep(60_000); } catch (InterruptedException e) { } });"
                                + " return new ArrayList<>();",
                        "\"forgotten\""),
                answer(
                        "a pool left open",
                        "Executors.newFixedThreadPool(1).submit(() -> 1).get(); return new"
                                + " ArrayList<>();",
                        "still running"),
                answer(
                        "a gigabyte of output",
                        "var line = \"x\".repeat(1_000_000); for (int i = 0; i < 1_000; i++) {"
                                + " System.out.println(line); } return null;",
                        "printed more than"),
                answer(
                        "all the memory",
                        "var all = new ArrayList<byte[]>(); while (true) { all.add(new"
                                + " byte[1_000_000]); }",
                        "256 MB"),
                answer("an endless recursion", "return fetchAll(calls);", "StackOverflowError"));
    }

    private static Arguments answer(String what, String body, String says) {
        return Arguments.of(what, body, says);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void isRejected(String what, String body, String says) throws Exception {
        String source = ANSWER.formatted(body);

        var report = check(source, new Checker(new Isolation.Trusted(), CHECK_LIMIT, TOTAL_LIMIT));

        assertEquals(List.of(), report.problems());
        assertFalse(report.passed(), what);
        assertTrue(
                report.results().stream().anyMatch(result -> explains(result.explanation(), says)),
                () -> "nothing says '%s' in %s".formatted(says, report.results()));
        assertEquals(source, Files.readString(folder.resolve("FetchAll.java")), "the file changed");
    }

    private static boolean explains(Optional<Explanation> explanation, String says) {
        return explanation.filter(each -> each.toString().contains(says)).isPresent();
    }

    @Test
    @DisplayName("a source that breaks the compiler is told so")
    void compilerBomb() throws Exception {
        String parentheses = "(".repeat(20_000) + "1" + ")".repeat(20_000);

        var report = check(ANSWER.formatted("int x = " + parentheses + "; return null;"));

        assertFalse(report.passed());
        assertTrue(
                report.problems().getFirst().help().contains("Split it"),
                report.problems()::toString);
        assertTrue(
                report.results().stream()
                        .allMatch(result -> result.outcome() == Outcome.NOT_REACHED));
    }

    @Test
    @DisplayName("a check that ends the JVM does not keep the others from their verdict")
    void othersAreJudged() throws Exception {
        var report =
                check(ANSWER.formatted("if (calls.isEmpty()) { System.exit(0); } return null;"));

        var first = report.results().getFirst();
        String needsFirst = "it can be judged once this holds: " + first.requirement();
        assertTrue(
                report.results().stream()
                        .filter(result -> result.outcome() == Outcome.NOT_REACHED)
                        .allMatch(result ->
                                result.explanation().orElseThrow().why().equals(needsFirst)),
                report.results()::toString);
        assertEquals(Outcome.FAILED, first.outcome());
    }

    @Test
    @DisplayName("an answer of the right kind still passes afterwards")
    void nothingIsLeftOver() throws Exception {
        check(ANSWER.formatted("System.exit(0); return null;"));

        assertTrue(check(Files.readString(exercise().solution())).passed());
    }

    private CheckReport check(String source) throws IOException, InterruptedException {
        return check(source, new Checker());
    }

    private CheckReport check(String source, Checker checker)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("FetchAll.java"), source);
        try (checker) {
            return checker.check(exercise(), file);
        }
    }

    private static Exercise exercise() {
        return new Catalogue(Path.of("")).exercises("FetchAll").getFirst();
    }
}
