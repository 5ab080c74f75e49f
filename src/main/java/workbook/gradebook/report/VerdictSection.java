package workbook.gradebook.report;

import java.util.List;
import workbook.check.BreakingSchedule;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.check.SourceProblem;

/// The verdicts of one page: each check with the four parts of its failure, the schedule that broke
/// it as a table and a picture, what the program printed, and the hints.
final class VerdictSection {

    private final Html html;
    private int pictures;

    VerdictSection(Html html) {
        this.html = html;
    }

    void write(CheckReport report) {
        if (!report.problems().isEmpty()) {
            html.element("p", "It cannot run, so no check was reached. First:");
            html.open("ul", "class", "checks");
            report.problems().forEach(this::write);
            html.close();
        }
        report.stages()
                .forEach((stage, results) -> {
                    if (!stage.isEmpty()) {
                        html.element("h3", stage);
                    }
                    html.open("ul", "class", "checks");
                    results.forEach(result -> write(report, result));
                    html.close();
                });
    }

    private void write(SourceProblem problem) {
        html.open("li", "class", "failed");
        String place = problem.line() == 0 ? "" : "line " + problem.line() + ": ";
        requirement("✗", place + problem.message(), "");
        if (!problem.code().isBlank()) {
            html.element("pre", problem.code().strip(), "tabindex", "0");
        }
        html.open("dl");
        part("try", problem.help());
        html.close().close();
    }

    private void write(CheckReport report, CheckResult result) {
        switch (result.outcome()) {
            case PASSED -> {
                html.open("li", "class", "passed");
                requirement("✓", result.requirement(), points(result, result.points()));
            }
            case FAILED -> {
                html.open("li", "class", "failed");
                requirement("✗", result.requirement(), points(result, 0));
            }
            case TIMED_OUT -> {
                html.open("li", "class", "failed");
                requirement("✗", result.requirement(), "did not end in time, " + points(result, 0));
            }
            case NOT_REACHED -> {
                html.open("li", "class", "open");
                requirement("○", result.requirement(), "not reached, " + points(result, 0));
            }
        }
        if (result.outcome() == Outcome.FAILED || result.outcome() == Outcome.TIMED_OUT) {
            result.explanation().ifPresent(explanation -> write(result, explanation));
            result.schedule().ifPresent(schedule -> write(report, schedule));
            if (!result.output().isBlank()) {
                html.open("details").element("summary", "What it printed");
                html.element("pre", result.output().stripTrailing(), "tabindex", "0").close();
            }
            hints(result.hints());
        }
        html.close();
    }

    private static String points(CheckResult result, int earned) {
        return "%d of %d".formatted(earned, result.points());
    }

    private void requirement(String sign, String text, String points) {
        html.element("span", sign, "class", "sign", "aria-hidden", "true").text(" ");
        html.element("strong", text);
        if (!points.isEmpty()) {
            html.text(" ").element("span", points, "class", "quiet");
        }
    }

    private void write(CheckResult result, Explanation explanation) {
        html.open("dl");
        if (!explanation.expected().equals(result.requirement())) {
            part("expected", explanation.expected());
        }
        part("observed", explanation.observed());
        part("why", explanation.why());
        part("try", explanation.attempt());
        html.close();
    }

    private void part(String name, String text) {
        if (!text.isBlank()) {
            html.open("div").element("dt", name).element("dd", text.strip()).close();
        }
    }

    private void write(CheckReport report, BreakingSchedule schedule) {
        html.open("details");
        html.element(
                "summary",
                schedule.isAnyOrder()
                        ? "What each thread did"
                        : "The order of events in which it fails");
        html.element("pre", schedule.table(), "tabindex", "0");
        schedule.svg().ifPresent(this::picture);
        html.open("p").text("See it again: ").element("code", report.replayCommand(schedule));
        html.close().close();
    }

    /// Two schedules of a page may be alike, and an id must not be.
    private void picture(String svg) {
        pictures++;
        String id = svg.replaceFirst("(?s).*?aria-labelledby=\"(\\w+)-title .*", "$1");
        html.open(
                "div",
                "class",
                "scroll picture",
                "role",
                "region",
                "tabindex",
                "0",
                "aria-label",
                "Timeline, scrolls sideways");
        html.picture(svg.replace(id, id + "n" + pictures)).close();
    }

    private void hints(List<String> hints) {
        for (int i = 0; i < hints.size(); i++) {
            html.open("details");
            html.element("summary", "Hint %d of %d".formatted(i + 1, hints.size()));
            html.element("p", hints.get(i)).close();
        }
    }
}
