package workbook.worker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.sandbox.Built;
import workbook.sandbox.Sandbox;
import workbook.worker.Attack.End;

/// The corpus of attacks, each in a worker's JVM without the sandbox of the operating system: what
/// policy, compiler, checks and limits must stop alone.
///
/// The attacks take turns on a few checkers, as the submissions of a class do, and after them a
/// right answer must pass on the same.
@DisplayName("An attack does not succeed:")
@Execution(ExecutionMode.CONCURRENT)
class AttackTest {

    /// For those that use up whatever they are given: shorter than a learner gets.
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(2);

    private static final Duration TOTAL_LIMIT = Duration.ofSeconds(3);

    /// How many attacks share a checker.
    private static final int TURNS = 6;

    private static final Exercise EXERCISE =
            new Catalogue(Path.of("")).exercises("FetchAll").getFirst();

    private static Sandbox sandbox;

    @TempDir private Path folder;

    @BeforeAll
    static void findSandbox() throws InterruptedException {
        sandbox = Built.sandbox();
        SandboxRehearsal.make(sandbox, System.err::println);
    }

    static Stream<Named<List<Attack>>> turns() {
        return Arrays.stream(End.values())
                .map(end ->
                        Attack.corpus().stream().filter(attack -> attack.ends() == end).toList())
                .flatMap(AttackTest::turns)
                .map(attacks ->
                        Named.of(
                                attacks.stream()
                                        .map(Attack::name)
                                        .collect(Collectors.joining(", ")),
                                attacks));
    }

    private static Stream<List<Attack>> turns(List<Attack> attacks) {
        return IntStream.range(0, (attacks.size() + TURNS - 1) / TURNS)
                .mapToObj(turn ->
                        attacks.subList(
                                turn * TURNS, Math.min(attacks.size(), (turn + 1) * TURNS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("turns")
    // Far beyond what all their limits add up to, should one of them hold nothing.
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void isStopped(List<Attack> attacks) throws Exception {
        try (var checker = checker(attacks.getFirst().ends())) {
            var findings = new ArrayList<Executable>();
            for (Attack attack : attacks) {
                Path file = folder.resolve(attack.name()).resolve("FetchAll.java");
                Files.createDirectory(file.getParent());
                Files.writeString(file, attack.source());

                var report = checker.check(EXERCISE, file);
                findings.add(() -> verify(attack, report));
                findings.add(() ->
                        assertEquals(
                                attack.source(),
                                Files.readString(file),
                                attack.name() + " changed its file"));
            }
            // One check, where the limits are too short for all.
            var solution =
                    attacks.getFirst().ends() == End.LIMIT
                            ? checker.check(EXERCISE, EXERCISE.solution(), "nothingToDo")
                                    .orElseThrow()
                            : checker.check(EXERCISE, EXERCISE.solution());
            findings.add(() -> assertTrue(solution.passed(), solution::toString));
            assertAll(findings);
        }
    }

    /// What the policy must stop alone runs without the sandbox; what gets past it runs in the
    /// sandbox, as in class.
    private static Checker checker(End end) throws InterruptedException {
        return switch (end) {
            case POLICY, COMPILE -> new Checker();
            case CHECK -> new Checker(sandbox);
            case LIMIT -> new Checker(sandbox, CHECK_LIMIT, TOTAL_LIMIT);
        };
    }

    private static void verify(Attack attack, CheckReport report) {
        String told = attack.name() + ": " + shortened(report);
        assertFalse(report.passed(), told);
        assertEquals(attack.passes(), passed(report), told);
        boolean loaded = attack.ends() == End.CHECK || attack.ends() == End.LIMIT;
        assertEquals(loaded, report.problems().isEmpty(), told);
        if (attack.ends() == End.POLICY) {
            assertTrue(
                    report.problems().stream()
                            .anyMatch(problem ->
                                    problem.message()
                                            .matches(".*(not among what|is native|belongs to).*")),
                    told);
        }
        assertTrue(
                loaded
                        ? report.results().stream()
                                .flatMap(result -> result.explanation().stream())
                                .anyMatch(each -> attack.isNamedIn(each.toString()))
                        : report.problems().stream()
                                .anyMatch(each -> attack.isNamedIn(each.toString())),
                () -> "nothing says '%s' in %s".formatted(attack.said(), told));
    }

    private static Set<String> passed(CheckReport report) {
        return report.results().stream()
                .filter(result -> result.outcome() == Outcome.PASSED)
                .map(CheckResult::check)
                .collect(Collectors.toSet());
    }

    private static String shortened(CheckReport report) {
        String all =
                report.problems()
                        + " "
                        + report.results().stream()
                                .map(result ->
                                        result.check()
                                                + " "
                                                + result.outcome()
                                                + " "
                                                + result.explanation()
                                                        .map(each -> each.observed())
                                                        .orElse(""))
                                .collect(Collectors.joining("; "));
        return all.substring(0, Math.min(all.length(), 2_000));
    }

    @Test
    @DisplayName(
            "the corpus has at least 45 programs, and passes nothing that hard-coded answers do"
                    + " not pass")
    void corpusIsWhole() {
        var corpus = Attack.corpus();
        var hardCoded =
                corpus.stream()
                        .filter(attack -> attack.name().equals("HardCodedAnswers"))
                        .findFirst()
                        .map(Attack::passes)
                        .orElse(Set.of());

        assertTrue(corpus.size() >= 45, () -> "only " + corpus.size());
        for (Attack attack : corpus) {
            assertTrue(hardCoded.containsAll(attack.passes()), attack.name());
            assertFalse(attack.what().isEmpty() || attack.said().contains(""), attack.name());
        }
    }

    /// Other tests have processes of their own meanwhile: a browser, a JupyterLab.
    @AfterAll
    static void noWorkerIsLeft() throws Exception {
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            if (child.info().commandLine().filter(AttackTest::isWorker).isPresent()) {
                child.onExit().get(1, TimeUnit.MINUTES);
            }
        }
    }

    private static boolean isWorker(String commandLine) {
        return commandLine.contains("bwrap") || commandLine.contains("WorkerMain");
    }
}
