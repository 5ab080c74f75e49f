package workbook.gradebook.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.gradebook.Misconceptions;
import workbook.gradebook.similarity.SimilarPair;
import workbook.intake.Student;

/// What a teacher wants to know of the class before its table: who needs a look, what went wrong
/// most, who handed in the same.
///
/// @param pairs the similar pairs of each exercise
/// @param troubles what could not be graded, at most as many as fit a page
/// @param troubleCount how many there are altogether
record Overview(
        Gradebook gradebook,
        List<Statistics> statistics,
        Map<Assignment, List<SimilarPair>> pairs,
        List<ClassReport.Trouble> troubles,
        int troubleCount) {

    private static final int MOST = 12;
    private static final int MOST_ODDITIES = 200;

    void write(Html html) {
        facts(html);
        troubles(html);
        oddities(html);
        exercises(html);
        counts(
                html,
                "misconceptions",
                "Most frequent misconceptions",
                "What the author of a failing answer probably believes, by the known mistakes of the book: the failing check and its words decide.",
                "Belief",
                Statistics::beliefs);
        counts(
                html,
                "failures",
                "Checks that fail most",
                "Of those answers that reached the check.",
                "Requirement",
                Statistics::failures);
        new SimilarSection(gradebook.students(), pairs).write(html);
    }

    private void facts(Html html) {
        var header = gradebook.header();
        html.open("section", "aria-labelledby", "facts");
        html.element("h2", "What was graded", "id", "facts").open("dl", "class", "facts");
        fact(html, "Students", String.valueOf(gradebook.students().size()));
        fact(html, "Exercises", String.valueOf(gradebook.assignments().size()));
        for (Grade.State state : Grade.State.values()) {
            fact(html, name(state), String.valueOf(sum(each -> each.count(state))));
        }
        fact(html, "Late", String.valueOf(sum(Statistics::late)));
        fact(html, "JDK", header.jdk());
        html.close();
        html.element("h3", "What kept the submissions in").open("ul");
        if (header.layers().isEmpty()) {
            html.element("li", "! Nothing: they ran with all the rights of this account.");
        }
        header.layers().forEach(layer -> html.element("li", layer));
        html.close();
        html.open("p").text("The same as tables: ");
        for (String file : List.of("gradebook.csv", "checks.csv", "mastery.csv")) {
            html.element("a", file, "href", file).text(" ");
        }
        html.text("· for other systems: ");
        for (String file : List.of("moodle.csv", "canvas.csv", "junit.xml")) {
            html.element("a", file, "href", file).text(" ");
        }
        html.close().element("p", "Harness " + header.book(), "class", "quiet").close();
    }

    private static String name(Grade.State state) {
        return switch (state) {
            case JUDGED -> "Judged";
            case MISSING -> "Missing";
            case UNREADABLE -> "Unreadable";
            case FAULT -> "To be graded anew";
        };
    }

    private int sum(Function<Statistics, Integer> count) {
        return statistics.stream().mapToInt(count::apply).sum();
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private void troubles(Html html) {
        if (troubleCount == 0) {
            return;
        }
        html.open("section", "aria-labelledby", "troubles");
        html.element("h2", "Not graded: needs a look", "id", "troubles").open("ul");
        for (var trouble : troubles) {
            var cell = Cell.of(trouble.grade());
            html.open("li");
            html.element(
                    "span", cell.sign(), "class", "sign " + cell.kind(), "aria-hidden", "true");
            html.text(" ");
            link(html, trouble.student(), trouble.grade().exercise());
            html.text(", %s: ".formatted(Page.shortId(trouble.grade().exercise())));
            html.element("strong", cell.text()).text(". " + trouble.grade().reason());
            html.close();
        }
        html.close();
        more(html, troubleCount - troubles.size());
        html.close();
    }

    private void oddities(Html html) {
        var oddities = gradebook.oddities();
        if (oddities.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "oddities");
        html.element("h2", "Odd in what was handed in", "id", "oddities").open("ul");
        oddities.stream().limit(MOST_ODDITIES).forEach(oddity -> html.element("li", oddity));
        html.close();
        more(html, oddities.size() - MOST_ODDITIES);
        html.close();
    }

    private static void more(Html html, int rest) {
        if (rest > 0) {
            html.element("p", "And %d more: see gradebook.csv.".formatted(rest));
        }
    }

    private void exercises(Html html) {
        html.open("section", "aria-labelledby", "exercises");
        html.element("h2", "Exercises", "id", "exercises");
        IndexPages.openTable(html, "Each exercise in the class");
        for (String column :
                List.of(
                        "Exercise",
                        "Solved",
                        "Points",
                        "Cannot run",
                        "Missing",
                        "Unreadable",
                        "Anew",
                        "Late")) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (Statistics each : statistics) {
            var solved = each.solved();
            html.open("tr").open("th", "scope", "row");
            html.text(Page.label(each.assignment().exercise()) + " ");
            html.element("small", each.assignment().title()).close();
            share(html, solved);
            html.element(
                    "td",
                    String.format(
                            Locale.ROOT,
                            "%.1f of %d",
                            each.average(),
                            each.assignment().possible()));
            for (int count :
                    List.of(
                            each.cannotRun(),
                            each.count(Grade.State.MISSING),
                            each.count(Grade.State.UNREADABLE),
                            each.count(Grade.State.FAULT),
                            each.late())) {
                html.element("td", String.valueOf(count));
            }
            html.close();
        }
        html.close().close().close().close();
    }

    private static void share(Html html, Statistics.Count count) {
        html.open("td", "class", "share");
        html.element(
                "span", "%d %% (%d of %d)".formatted(count.percent(), count.count(), count.of()));
        html.open("span", "class", "bar", "aria-hidden", "true")
                .open("span", "style", "width:" + count.percent() + "%")
                .close()
                .close()
                .close();
    }

    private void counts(
            Html html,
            String id,
            String title,
            String note,
            String column,
            Function<Statistics, List<Statistics.Count>> counted) {
        var counts =
                statistics.stream()
                        .flatMap(each -> counted.apply(each).stream())
                        .sorted(
                                Comparator.<Statistics.Count, Boolean>comparing(
                                                count -> Misconceptions.isKnown(count.text()))
                                        .thenComparingInt(Statistics.Count::count)
                                        .thenComparingLong(Statistics.Count::percent)
                                        .reversed()
                                        .thenComparing(Statistics.Count::exercise)
                                        .thenComparing(Statistics.Count::text))
                        .limit(MOST)
                        .toList();
        html.open("section", "aria-labelledby", id);
        html.element("h2", title, "id", id).element("p", counts.isEmpty() ? "None." : note);
        if (counts.isEmpty()) {
            html.close();
            return;
        }
        IndexPages.openTable(html, title);
        for (String name : List.of("Exercise", "Students", column)) {
            html.element("th", name, "scope", "col");
        }
        html.close().close().open("tbody");
        for (var count : counts) {
            html.open("tr").element("th", Page.label(count.exercise()), "scope", "row");
            share(html, count);
            html.element("td", count.text(), "class", "words").close();
        }
        html.close().close().close().close();
    }

    static void link(Html html, Student student, String exercise) {
        String target =
                "students/%s.html#%s".formatted(Page.encoded(student.id()), Page.anchor(exercise));
        html.open("a", "href", target).element("bdi", student.name()).close();
    }
}
