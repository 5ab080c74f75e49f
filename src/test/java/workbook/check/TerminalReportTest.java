package workbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A report in the terminal")
class TerminalReportTest {

    private static final Requirement ORDER =
            new Requirement("order", "the results are in order", List.of("Keep the futures."));
    private static final Requirement LIMIT =
            new Requirement("limit", "the limit holds", List.of("Look at finally.", "More."));
    private static final Requirement END =
            new Requirement("end", "nothing is left running", List.of("Close it."));

    private static CheckReport report(List<SourceProblem> problems, List<CheckResult> results) {
        return new CheckReport(
                "p09_semaphores/LimitedCalls",
                "At most three",
                "exercises/p09_semaphores/LimitedCalls.java",
                problems,
                results,
                "",
                "25",
                Duration.ofMillis(1230));
    }

    private static CheckResult failed() {
        return CheckResult.notPassed(
                LIMIT,
                Outcome.FAILED,
                new Explanation(
                        "at most 3 calls in flight",
                        "6",
                        "a permit that was never taken was given back, so the limit grew with each"
                                + " failure",
                        ""),
                "first line\nsecond line\n",
                Duration.ZERO);
    }

    private static CheckResult notReached() {
        return CheckResult.notPassed(
                END, Outcome.NOT_REACHED, new Explanation("", "", "", ""), "", Duration.ZERO);
    }

    @Test
    @DisplayName("says what holds, what does not and why, and what is not judged yet")
    void failing() {
        var results =
                List.of(
                        CheckResult.passed(ORDER, CheckResult.REAL_TIME, "", Duration.ZERO),
                        failed(),
                        notReached());

        assertEquals(
                """

                p09/LimitedCalls · At most three
                exercises/p09_semaphores/LimitedCalls.java

                  ✓ the results are in order  real time
                  ✗ the limit holds
                      expected  at most 3 calls in flight
                      observed  6
                      why       a permit that was never taken was given
                                back, so the limit grew with each failure
                      try       Look at finally.
                      printed   first line ⏎ second line
                  ○ nothing is left running  (not judged yet)

                1 of 3 requirements hold.  1.23 s
                """,
                new TerminalReport(new Ink(false), 60).of(report(List.of(), results)));
    }

    @Test
    @DisplayName("groups the checks of a long exercise by stages, with points")
    void stages() {
        var one = new Requirement("one", "a file arrives", List.of("Ask."), "1 · one file", 1);
        var many = new Requirement("many", "all arrive", List.of("Ask."), "2 · many files", 3);
        var results =
                List.of(
                        CheckResult.passed(one, CheckResult.REAL_TIME, "", Duration.ZERO),
                        CheckResult.notPassed(
                                many,
                                Outcome.FAILED,
                                new Explanation("", "none", "nobody asked", ""),
                                "",
                                Duration.ZERO));

        assertEquals(
                """

                p09/LimitedCalls · At most three
                exercises/p09_semaphores/LimitedCalls.java


                  1 · one file  1 of 1 points
                  ✓ a file arrives  real time

                  2 · many files  0 of 3 points
                  ✗ all arrive
                      observed  none
                      why       nobody asked
                      try       Ask.

                1 of 4 points.  1.23 s
                """,
                new TerminalReport(new Ink(false), 60).of(report(List.of(), results)));
    }

    @Test
    @DisplayName("shows the learner's line where the source does not compile")
    void notCompiled() {
        var problem =
                new SourceProblem(
                        7, 13, "        int x = 1", "';' expected", "A semicolon is missing.");

        assertEquals(
                """

                p09/LimitedCalls · At most three
                exercises/p09_semaphores/LimitedCalls.java

                  ✗ line 7: ';' expected

                      int x = 1
                          ^
                      try       A semicolon is missing.

                It cannot run yet. The checks start once this is mended.  1.23 s
                """,
                new TerminalReport(new Ink(false), 80)
                        .of(report(List.of(problem), List.of(notReached()))));
    }

    @Test
    @DisplayName("differs with colour by escapes only")
    void coloured() {
        var solved =
                report(
                        List.of(),
                        List.of(
                                CheckResult.passed(
                                        ORDER, CheckResult.REAL_TIME, "", Duration.ZERO)));

        String plain = new TerminalReport(new Ink(false), 80).of(solved);
        String coloured = new TerminalReport(new Ink(true), 80).of(solved);

        assertTrue(plain.contains("Solved: all 1 requirements hold."), plain);
        assertEquals(plain, coloured.replaceAll("\033\\[[0-9;]*m", ""));
        assertTrue(coloured.contains("\033[32;1m"), "a pass is green");
    }
}
