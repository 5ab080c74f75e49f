package workbook.gradebook.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.gradebook.LessonGroup;
import workbook.gradebook.Mastery;
import workbook.gradebook.WeightedTotal;
import workbook.gradebook.export.OutputFolder;
import workbook.intake.Student;

/// `students/<id>.html`: everything that one student should get to see, and nothing of the others.
record StudentPage(Gradebook gradebook, OutputFolder folder) {

    void write(Student student, List<Grade> grades) throws IOException {
        var page =
                new Page(
                        student.name(),
                        "../",
                        List.of(
                                new Page.Link("Class overview", "../index.html"),
                                new Page.Link("Mastery of the class", "../mastery.html")));
        page.write(
                folder,
                List.of("students", student.id() + ".html"),
                html -> {
                    summary(html, student, grades);
                    var verdicts = new VerdictSection(html);
                    for (int i = 0; i < grades.size(); i++) {
                        section(html, verdicts, gradebook.assignments().get(i), grades.get(i));
                    }
                });
    }

    private void summary(Html html, Student student, List<Grade> grades) {
        html.open("section", "aria-labelledby", "summary");
        html.element("h2", "Summary", "id", "summary");
        html.open("p");
        html.element("bdi", student.id());
        if (!student.group().isEmpty()) {
            html.text(" · group ").element("bdi", student.group());
        }
        String total = WeightedTotal.text(gradebook.assignments(), grades);
        html.text(" · ")
                .element(
                        "strong",
                        total.isEmpty()
                                ? "no total yet: a grade is still open"
                                : total + " % in total")
                .close();
        IndexPages.openTable(html, "Points by exercise");
        for (String column : List.of("Exercise", "Points", "Handed in")) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (int i = 0; i < grades.size(); i++) {
            row(html, gradebook.assignments().get(i), grades.get(i));
        }
        html.close().close().close();
        html.open("p").text("Lessons: ").text(mastery(grades)).close().close();
    }

    private static void row(Html html, Assignment assignment, Grade grade) {
        var cell = Cell.of(grade);
        html.open("tr").open("th", "scope", "row");
        html.element(
                "a",
                Page.shortId(assignment.exercise()),
                "href",
                "#" + Page.anchor(assignment.exercise()));
        html.text(" ").element("small", assignment.title()).close();
        html.open("td", "class", "grade " + cell.kind());
        cell.write(html, grade.late());
        html.close();
        html.element("td", handedIn(grade)).close();
    }

    private static String handedIn(Grade grade) {
        var parts = new ArrayList<String>();
        grade.handedIn().ifPresent(time -> parts.add(time.toString()));
        if (grade.attempts() > 1) {
            parts.add("attempt %d of %d".formatted(grade.attempt(), grade.attempts()));
        }
        return String.join(", ", parts);
    }

    private String mastery(List<Grade> grades) {
        return LessonGroup.of(gradebook.assignments()).stream()
                .map(lesson -> {
                    var mastery = Mastery.of(lesson.assignments(), grades);
                    return "%s %s %s"
                            .formatted(lesson.slug(), IndexPages.sign(mastery), mastery.word());
                })
                .collect(Collectors.joining(" · "));
    }

    private void section(Html html, VerdictSection verdicts, Assignment assignment, Grade grade) {
        String anchor = Page.anchor(assignment.exercise());
        var cell = Cell.of(grade);
        html.open("section", "class", "exercise " + cell.kind(), "aria-labelledby", anchor);
        html.element(
                "h2",
                Page.shortId(assignment.exercise()) + ": " + assignment.title(),
                "id",
                anchor);
        html.open("p", "class", "verdict");
        cell.write(html, grade.late());
        html.close();
        if (!grade.reason().isEmpty()) {
            html.element("p", grade.reason());
        }
        if (!grade.origin().isEmpty()) {
            html.open("p", "class", "quiet").text("Found in ");
            html.open("code").element("bdi", grade.origin()).close().close();
        }
        grade.report().ifPresent(verdicts::write);
        gradebook.source(grade).ifPresent(source -> SourceListing.of(grade, source).write(html));
        html.close();
    }
}
