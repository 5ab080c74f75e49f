package workbook.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.check.CheckReport;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.sandbox.Built;
import workbook.sandbox.Isolation;
import workbook.sandbox.Sandbox;

@DisplayName("A sandboxed worker judges like one at home:")
class SandboxedCheckerTest {

    private static Sandbox sandbox;

    @BeforeAll
    static void find() throws InterruptedException {
        sandbox = Built.sandbox();
        SandboxRehearsal.make(sandbox, System.err::println);
    }

    private static Catalogue catalogue() {
        return new Catalogue(Path.of("").toAbsolutePath());
    }

    static Stream<Exercise> exercises() {
        return Stream.of("FetchAll", "TicketDesk", "HitCounter")
                .flatMap(id -> catalogue().exercises(id).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    void sameVerdict(Exercise exercise) throws Exception {
        var home = check(exercise, new Isolation.Trusted());
        var inside = check(exercise, sandbox);

        assertTrue(inside.passed(), inside::toString);
        assertEquals(verdicts(home), verdicts(inside));
    }

    private static CheckReport check(Exercise exercise, Isolation isolation)
            throws InterruptedException {
        try (var checker = new Checker(isolation)) {
            return checker.check(exercise, exercise.solution());
        }
    }

    private static List<String> verdicts(CheckReport report) {
        return report.results().stream()
                .map(result -> result.check() + " " + result.outcome() + " " + result.strength())
                .toList();
    }
}
