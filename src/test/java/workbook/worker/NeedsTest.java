package workbook.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.check.CheckClass;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.lesson.Catalogue;

@DisplayName("A check that needs another one")
class NeedsTest {

    @Test
    @DisplayName("is not reached while that one fails, and says which")
    void notReached() throws InterruptedException {
        var exercise =
                new Catalogue(Path.of("").toAbsolutePath()).exercises("DownloadManager").getFirst();
        var oneTask =
                exercise.mistakes().stream()
                        .filter(mistake -> mistake.name().equals("OneTask"))
                        .findFirst()
                        .orElseThrow();
        try (var checker = new Checker()) {
            var results =
                    checker.check(exercise, oneTask.file()).results().stream()
                            .collect(Collectors.toMap(CheckResult::check, result -> result));
            assertEquals(Outcome.FAILED, results.get("together").outcome());
            assertEquals(Outcome.NOT_REACHED, results.get("atOnce").outcome());
            assertEquals(
                    "it can be judged once this holds: " + results.get("together").requirement(),
                    results.get("atOnce").explanation().orElseThrow().why());
            assertEquals(Outcome.PASSED, results.get("nobodyAsks").outcome());
        }
    }

    @Test
    @DisplayName("stands after it in the source")
    void standsAfterIt() {
        var source =
                """
                class OrderTest {
                    @DisplayName("second") @Needs("first") void second() {}
                    @DisplayName("first") void first() {}
                }
                """;
        var wrong =
                assertThrows(
                        IllegalStateException.class, () -> CheckClass.parse("OrderTest", source));
        assertTrue(wrong.getMessage().contains("second needs [first]"), wrong.getMessage());
    }
}
