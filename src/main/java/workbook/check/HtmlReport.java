package workbook.check;

import java.util.List;
import java.util.Locale;
import workbook.lesson.Exercise;

/// Reports as HTML for a notebook: in the colours of JupyterLab's theme, light or dark, and legible
/// where styles are taken away.
public final class HtmlReport {

    /// The variables are JupyterLab's; what stands after the comma serves everywhere else.
    private static final String STYLE =
            """
            <style>
            .workbook-report { font-family: var(--jp-ui-font-family, system-ui, sans-serif); font-size: 14px;
              line-height: 1.5; color: var(--jp-ui-font-color1, inherit); max-width: 60em; }
            .workbook-report section { border: 1px solid var(--jp-border-color2, #bbb); border-left-width: 5px;
              border-radius: 4px; padding: 0.6em 1em 0.7em; margin: 0.3em 0 0.8em; }
            .workbook-report section.solved { border-left-color: var(--jp-success-color1, #2e7d32); }
            .workbook-report section.unsolved { border-left-color: var(--jp-error-color1, #c62828); }
            .workbook-report .title { font-size: 15px; }
            .workbook-report .file, .workbook-report .time { color: var(--jp-ui-font-color2, #666); font-size: 12px; }
            .workbook-report .requirement { margin-top: 0.7em; }
            .workbook-report .mark { display: inline-block; width: 1.5em; font-weight: bold; }
            .workbook-report .passed .mark, .workbook-report .solved .verdict { color: var(--jp-success-color0, #2e7d32); }
            .workbook-report .failed .mark, .workbook-report .unsolved .verdict { color: var(--jp-error-color0, #c62828); }
            .workbook-report .failed .text { font-weight: 600; }
            .workbook-report .pending { color: var(--jp-ui-font-color2, #666); }
            .workbook-report .part { display: grid; grid-template-columns: 5.5em 1fr; margin: 0.15em 0 0 1.5em; }
            .workbook-report .label { color: var(--jp-ui-font-color2, #666); }
            .workbook-report .value { white-space: pre-wrap; overflow-wrap: anywhere; }
            .workbook-report pre { font-family: var(--jp-code-font-family, monospace); font-size: 13px;
              line-height: 1.4; background: var(--jp-layout-color2, rgba(128, 128, 128, 0.12));
              color: inherit; padding: 0.5em 0.8em; margin: 0.3em 0 0.3em 1.5em; overflow: auto; max-height: 20em; }
            .workbook-report details { margin: 0.2em 0 0 1.5em; }
            .workbook-report summary { cursor: pointer; color: var(--jp-content-link-color, #1565c0); width: max-content; }
            .workbook-report details .hint { margin: 0.1em 0 0.3em 1.1em; }
            .workbook-report .verdict { margin-top: 0.8em; font-weight: 600; }
            .workbook-report .time { font-weight: normal; margin-left: 0.6em; }
            </style>
            """;

    private final StringBuilder html = new StringBuilder();

    /// @return the reports in their order, as a fragment of a page
    public static String of(List<CheckReport> reports) {
        var all = new HtmlReport();
        reports.forEach(all::add);
        return all.toString();
    }

    /// Adds a verdict.
    public void add(CheckReport report) {
        open("section", report.passed() ? "solved" : "unsolved");
        title(report.exercise(), report.title(), report.file());
        report.problems().forEach(this::add);
        if (report.problems().isEmpty()) {
            report.results().forEach(this::add);
        }
        html.append(
                "<div class=\"verdict\">%s<span class=\"time\">%s s</span></div>\n"
                        .formatted(escape(verdict(report)), seconds(report)));
        close("section");
    }

    /// Adds an exercise on which the learner has not begun: what is asked for, and no verdict.
    ///
    /// @param file where to write the answer
    /// @param requirements what the answer must fulfil
    public void addNotStarted(Exercise exercise, String file, List<Requirement> requirements) {
        open("section", "not-started");
        title(exercise.id(), exercise.title(), file);
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
                        .formatted(escape(shortId(exercise)), escape(title), link(file)));
    }

    /// @return the file's name, as a link where a page can reach it: only by a relative path
    private static String link(String file) {
        return file.startsWith("/") || file.contains(":") || file.contains("\\")
                ? escape(file)
                : "<a href=\"%s\">%s</a>".formatted(escape(file), escape(file));
    }

    private static String verdict(CheckReport report) {
        if (!report.problems().isEmpty()) {
            return "It cannot run yet. The checks start once this is mended.";
        }
        return report.passed()
                ? "Solved: all %d requirements hold.".formatted(report.results().size())
                : "%d of %d requirements hold.".formatted(report.passes(), report.results().size());
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

    private void add(CheckResult result) {
        switch (result.outcome()) {
            case PASSED -> {
                open("div", "requirement passed");
                line("✓", result.requirement());
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
            result.explanation().ifPresent(explanation -> explain(result, explanation));
        }
        close("div");
    }

    private void explain(CheckResult result, Explanation explanation) {
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
        addHints(result.hints(), explanation.attempt());
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

    private static String shortId(String id) {
        return id.replaceFirst("_[^/]*", "");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
