package workbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Requirement TOGETHER =
            new Requirement(
                    "together",
                    "3 calls are in flight together",
                    List.of(
                            "Start them all first.",
                            "See invokeAll.",
                            "Its tasks may be a stream."));
    private static final Requirement IN_ORDER =
            new Requirement("inOrder", "the results are a List<T> in order", List.of());
    private static final Requirement ENDS = new Requirement("ends", "it ends", List.of());

    @Test
    @DisplayName("a verdict of every kind is shown as it always was")
    void everyKind() throws IOException {
        var reports =
                List.of(
                        report(
                                List.of(),
                                CheckResult.passed(
                                        IN_ORDER, CheckResult.REAL_TIME, "", Duration.ZERO),
                                CheckResult.notPassed(
                                        TOGETHER,
                                        Outcome.FAILED,
                                        new Explanation("3 calls", "1 call", "one by one", ""),
                                        "a < b\n",
                                        Duration.ZERO),
                                CheckResult.notPassed(
                                        ENDS,
                                        Outcome.TIMED_OUT,
                                        new Explanation("", "still running", "a loop", "Leave it."),
                                        "",
                                        Duration.ZERO)),
                        report(
                                List.of(
                                        new SourceProblem(
                                                7,
                                                13,
                                                "    return x;",
                                                "cannot find x",
                                                "Name it.")),
                                CheckResult.notPassed(
                                        ENDS,
                                        Outcome.NOT_REACHED,
                                        new Explanation("", "not judged", "", ""),
                                        "",
                                        Duration.ZERO)),
                        report(
                                List.of(),
                                CheckResult.passed(
                                        ENDS, CheckResult.REAL_TIME, "", Duration.ZERO)));

        assertEquals(golden(), withoutStyle(HtmlReport.of(reports)));
    }

    @Test
    @DisplayName("the learner's file is a link only where the page can reach it")
    void link() {
        var report =
                report(
                        List.of(),
                        CheckResult.passed(ENDS, CheckResult.REAL_TIME, "", Duration.ZERO));
        var inNotebook = new HtmlReport(Optional.of(".."));
        inNotebook.add(report);

        assertTrue(inNotebook.toString().contains("href=\"../exercises/p07_x/Fetch.java\""));
        assertFalse(HtmlReport.of(List.of(report)).contains("href"));
    }

    private static CheckReport report(List<SourceProblem> problems, CheckResult... results) {
        return new CheckReport(
                "p07_x/Fetch",
                "Fetch & wait",
                "exercises/p07_x/Fetch.java",
                problems,
                List.of(results),
                "",
                "25",
                Duration.ofMillis(1234));
    }

    private static String withoutStyle(String html) {
        return html.replaceFirst("(?s)<style>.*</style>\n", "");
    }

    private static String golden() throws IOException {
        try (var file = HtmlReportTest.class.getResourceAsStream("report.html")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
