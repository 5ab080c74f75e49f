package workbook.gradebook.export;

import java.util.stream.Collectors;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.check.SourceProblem;
import workbook.gradebook.Grade;

/// Verdicts as plain text, for formats that have one field for all that is to be said.
final class Feedback {

    private Feedback() {}

    /// @return a grade in a sentence or two
    static String summary(Grade grade) {
        String late = grade.late() ? " Late." : "";
        return grade.report()
                .map(report ->
                        "%d of %d points.%s%s"
                                .formatted(grade.earned(), grade.possible(), late, unmet(report)))
                .orElseGet(() -> "No points: " + grade.reason() + late);
    }

    private static String unmet(CheckReport report) {
        if (!report.problems().isEmpty()) {
            return " It cannot run: " + problems(report);
        }
        String unmet =
                report.results().stream()
                        .filter(result -> result.outcome() != Outcome.PASSED)
                        .map(result ->
                                result.outcome() == Outcome.NOT_REACHED
                                        ? result.requirement() + " (not reached)"
                                        : result.requirement())
                        .collect(Collectors.joining("; "));
        return unmet.isEmpty() ? "" : " To do: " + unmet;
    }

    /// @return why the source could not be run
    static String problems(CheckReport report) {
        return report.problems().stream().map(Feedback::problem).collect(Collectors.joining("\n"));
    }

    private static String problem(SourceProblem problem) {
        String place = problem.line() == 0 ? "" : "line " + problem.line() + ": ";
        return (place + problem.message() + "\n" + problem.help()).strip();
    }

    /// @return the four parts, a line each; empty if the check passed
    static String of(CheckResult result) {
        return switch (result.outcome()) {
            case PASSED -> "";
            case NOT_REACHED -> "not reached: something before it ended the run";
            case FAILED -> parts(result);
            case TIMED_OUT -> "it did not end in time\n" + parts(result);
        };
    }

    private static String parts(CheckResult result) {
        return result.explanation().map(Feedback::parts).orElse("");
    }

    private static String parts(Explanation explanation) {
        return """
        expected: %s
        observed: %s
        why: %s
        try: %s\
        """
                .formatted(
                        explanation.expected(),
                        explanation.observed(),
                        explanation.why(),
                        explanation.attempt());
    }
}
