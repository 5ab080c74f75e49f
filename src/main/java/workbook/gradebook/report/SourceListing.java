package workbook.gradebook.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.gradebook.Grade;
import workbook.gradebook.export.SafeText;

/// A source with line numbers. A line is marked where the compiler complains of it, and where a
/// failed check names it, as a stack trace does: `FetchAll.java:23`.
///
/// @param marked from 1
/// @param shown whether it is unfolded: where something is to be learnt from it
record SourceListing(List<String> lines, Set<Long> marked, boolean shown) {

    static SourceListing of(Grade grade, String source) {
        var marked = new HashSet<Long>();
        String name = grade.exercise().substring(grade.exercise().indexOf('/') + 1);
        var mention = Pattern.compile("\\b" + Pattern.quote(name) + "\\.java:(\\d{1,6})\\b");
        grade.report()
                .ifPresent(report -> {
                    report.problems().forEach(problem -> marked.add(problem.line()));
                    report.results().stream()
                            .filter(result -> result.outcome() != Outcome.PASSED)
                            .flatMap(result -> mention.matcher(words(result)).results())
                            .forEach(found -> marked.add(Long.valueOf(found.group(1))));
                });
        return new SourceListing(
                SafeText.of(source).lines().toList(), marked, grade.earned() < grade.possible());
    }

    private static String words(CheckResult result) {
        return result.explanation()
                .map(explanation -> explanation.observed() + "\n" + explanation.why())
                .orElse("");
    }

    void write(Html html) {
        if (shown) {
            html.open("details", "open", "open");
        } else {
            html.open("details");
        }
        html.element("summary", "The source");
        html.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "tabindex",
                "0",
                "aria-label",
                "Source, scrolls sideways");
        html.open("pre", "class", "source");
        for (int i = 0; i < lines.size(); i++) {
            boolean mark = marked.contains(i + 1L);
            html.open("span", "class", mark ? "line marked" : "line");
            html.element("span", (mark ? "▶" : " ") + "%4d ".formatted(i + 1), "class", "number");
            html.text(lines.get(i) + "\n").close();
        }
        html.close().close().close();
    }
}
