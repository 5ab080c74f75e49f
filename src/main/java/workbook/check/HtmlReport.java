package workbook.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.lesson.Exercise;

/// Reports as HTML for a notebook: in the colours of JupyterLab's theme, light or dark, and legible
/// where styles are taken away.
public final class HtmlReport {

    private static final String STYLE = "<style>\n" + resource("report.css") + "</style>\n";

    private final StringBuilder html = new StringBuilder();
    private final Optional<String> wayToRoot;

    /// @param wayToRoot the path from the page to the folder of the checkout, `..` from a notebook,
    ///   so that the report links to the learner's file; empty for a report without links
    public HtmlReport(Optional<String> wayToRoot) {
        this.wayToRoot = wayToRoot;
    }

    /// @return the reports in their order, as a fragment of a page
    public static String of(List<CheckReport> reports) {
        var all = new HtmlReport(Optional.empty());
        reports.forEach(all::add);
        return all.toString();
    }

    /// Adds a verdict.
    public void add(CheckReport report) {
        open("section", report.passed() ? "solved" : "unsolved");
        title(report.exercise(), report.title(), report.file());
        report.problems().forEach(this::add);
        if (report.problems().isEmpty()) {
            report.stages()
                    .forEach((stage, results) -> {
                        if (!stage.isEmpty()) {
                            html.append(
                                    "<div class=\"stage\"><b>%s</b> <span class=\"strength\">%d of %d points</span></div>\n"
                                            .formatted(
                                                    escape(stage),
                                                    CheckReport.earned(results),
                                                    CheckReport.possible(results)));
                        }
                        results.forEach(result -> add(report, result));
                    });
        }
        html.append(
                "<div class=\"verdict\">%s<span class=\"time\">%s s</span></div>\n"
                        .formatted(escape(verdict(report)), seconds(report)));
        close("section");
    }

    /// Adds an exercise on which the learner has not begun: what is asked for, and no verdict.
    ///
    /// @param requirements what an answer must fulfil
    public void addNotStarted(Exercise exercise, List<Requirement> requirements) {
        open("section", "not-started");
        title(
                exercise.id(),
                exercise.title(),
                exercise.root().relativize(exercise.file()).toString());
        for (Requirement requirement : requirements) {
            open("div", "requirement pending");
            line("○", requirement.text());
            close("div");
        }
        html.append(
                "<div class=\"verdict\">Not started. Open the file, write your answer, save it, and run this cell again.</div>\n");
        close("section");
    }

    /// @return all that was added, as a fragment of a page
    @Override
    public String toString() {
        return "<div class=\"workbook-report\">\n" + STYLE + html + "</div>\n";
    }

    private void title(String exercise, String title, String file) {
        html.append(
                "<div class=\"title\"><b>%s</b> · %s</div>\n<div class=\"file\">%s</div>\n"
                        .formatted(
                                escape(CheckReport.shortId(exercise)), escape(title), link(file)));
    }

    private String link(String file) {
        return wayToRoot
                .filter(way -> !Path.of(file).isAbsolute())
                .map(way ->
                        "<a href=\"%s/%s\">%s</a>"
                                .formatted(escape(way), escape(file), escape(file)))
                .orElseGet(() -> escape(file));
    }

    private static String verdict(CheckReport report) {
        if (!report.problems().isEmpty()) {
            return "It cannot run yet. The checks start once this is mended.";
        }
        return report.passed()
                ? "Solved: all %d requirements hold.".formatted(report.results().size())
                : report.total();
    }

    private static String seconds(CheckReport report) {
        return String.format(Locale.ROOT, "%.1f", report.duration().toMillis() / 1000.0);
    }

    private void add(SourceProblem problem) {
        open("div", "requirement failed");
        String place = problem.line() == 0 ? "" : "line " + problem.line() + ": ";
        line("✗", place + problem.message());
        if (!problem.code().isBlank()) {
            html.append("<pre>").append(escape(pointedAt(problem))).append("</pre>\n");
        }
        part("try", problem.help());
        close("div");
    }

    /// @return the learner's line without its indentation, and a caret below the place
    private static String pointedAt(SourceProblem problem) {
        String code = problem.code().replace('\t', ' ').stripTrailing();
        int indent = code.length() - code.stripLeading().length();
        int before = (int) problem.column() - 1 - indent;
        return code.strip() + (before < 0 ? "" : "\n" + " ".repeat(before) + "^");
    }

    private void add(CheckReport report, CheckResult result) {
        switch (result.outcome()) {
            case PASSED -> {
                open("div", "requirement passed");
                line("✓", result.requirement());
                html.append(
                        "<span class=\"strength\">%s</span>\n"
                                .formatted(escape(result.strength())));
            }
            case FAILED -> {
                open("div", "requirement failed");
                line("✗", result.requirement());
            }
            case TIMED_OUT -> {
                open("div", "requirement failed");
                line("✗", result.requirement() + "  (it did not end in time)");
            }
            case NOT_REACHED -> {
                open("div", "requirement pending");
                line("○", result.requirement() + "  (not judged yet)");
            }
        }
        if (result.outcome() != Outcome.NOT_REACHED) {
            result.explanation().ifPresent(explanation -> explain(report, result, explanation));
        }
        close("div");
    }

    private void explain(CheckReport report, CheckResult result, Explanation explanation) {
        // Not twice: many checks expect what the requirement says.
        if (!explanation.expected().equals(result.requirement())) {
            part("expected", explanation.expected());
        }
        part("observed", explanation.observed());
        part("why", explanation.why());
        part("try", explanation.attempt());
        if (!result.output().isBlank()) {
            fold("what it printed", "<pre>" + escape(result.output().stripTrailing()) + "</pre>");
        }
        result.schedule().ifPresent(schedule -> add(report, schedule));
        addHints(result.hints(), explanation.attempt());
    }

    private void add(CheckReport report, BreakingSchedule schedule) {
        String content =
                "<pre>%s</pre>%s<div class=\"hint\">again: <code>%s</code></div>"
                        .formatted(
                                escape(schedule.table()),
                                schedule.svg().orElse(""),
                                escape(report.replayCommand(schedule)));
        fold(
                schedule.isAnyOrder()
                        ? "what each thread did"
                        : "the order of events in which it fails",
                content);
    }

    /// One fold for each, because the last is almost the answer. What is shown as `try` is not
    /// hidden again.
    private void addHints(List<String> hints, String shown) {
        for (int i = 0; i < hints.size(); i++) {
            if (!hints.get(i).equals(shown)) {
                fold(
                        "hint %d of %d".formatted(i + 1, hints.size()),
                        "<div class=\"hint\">" + escape(hints.get(i)) + "</div>");
            }
        }
    }

    private void fold(String title, String content) {
        html.append(
                "<details><summary>%s</summary>%s</details>\n".formatted(escape(title), content));
    }

    private void line(String mark, String text) {
        html.append(
                "<span class=\"mark\">%s</span><span class=\"text\">%s</span>\n"
                        .formatted(mark, escape(text)));
    }

    private void part(String label, String value) {
        if (!value.isBlank()) {
            html.append(
                    "<div class=\"part %s\"><span class=\"label\">%s</span> <span class=\"value\">%s</span></div>\n"
                            .formatted(label, label, escape(value.strip())));
        }
    }

    private void open(String tag, String kind) {
        html.append("<%s class=\"%s\">\n".formatted(tag, kind));
    }

    private void close(String tag) {
        html.append("</").append(tag).append(">\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (var stream = HtmlReport.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
