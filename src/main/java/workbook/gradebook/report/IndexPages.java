package workbook.gradebook.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.gradebook.LessonGroup;
import workbook.gradebook.Mastery;
import workbook.gradebook.WeightedTotal;
import workbook.gradebook.export.OutputFolder;
import workbook.intake.Student;

/// The tables of the class, in pages of [#PER_PAGE] students: points by exercise in `index.html`,
/// `index-2.html`, …, mastery by lesson in `mastery.html`, `mastery-2.html`, …
final class IndexPages {

    /// A table of more is slow to open and no use to scroll.
    static final int PER_PAGE = 500;

    private final Gradebook gradebook;
    private final OutputFolder folder;
    private final Overview overview;
    private final List<LessonGroup> lessons;
    private final List<Student> students;

    IndexPages(Gradebook gradebook, OutputFolder folder, Overview overview) {
        this.gradebook = gradebook;
        this.folder = folder;
        this.overview = overview;
        this.lessons = LessonGroup.of(gradebook.assignments());
        this.students = gradebook.students();
    }

    void write() throws IOException {
        int pages = Math.max(1, (students.size() + PER_PAGE - 1) / PER_PAGE);
        for (int page = 1; page <= pages; page++) {
            int start = (page - 1) * PER_PAGE;
            var shown = students.subList(start, Math.min(students.size(), start + PER_PAGE));
            writePoints(page, pages, shown);
            writeMastery(page, pages, shown);
        }
    }

    private void writePoints(int page, int pages, List<Student> shown) throws IOException {
        page("index", page, "Class overview")
                .write(
                        folder,
                        List.of(file("index", page)),
                        html -> {
                            if (page == 1) {
                                overview.write(html);
                            }
                            html.open("section", "aria-labelledby", "students");
                            html.element("h2", "Students and exercises", "id", "students");
                            legend(html);
                            pager(html, "index", page, pages);
                            pointsTable(html, shown);
                            pager(html, "index", page, pages);
                            html.close();
                        });
    }

    private void writeMastery(int page, int pages, List<Student> shown) throws IOException {
        page("mastery", page, "Mastery by lesson")
                .write(
                        folder,
                        List.of(file("mastery", page)),
                        html -> {
                            html.element(
                                    "p",
                                    "Of all requirements of a lesson's exercises: ● mastered, all hold; ◕ nearly, at least two of three; ◔ begun, fewer; ○ none.");
                            pager(html, "mastery", page, pages);
                            masteryTable(html, shown);
                            pager(html, "mastery", page, pages);
                        });
    }

    private Page page(String name, int page, String title) {
        String heading =
                gradebook.header().title() + ": " + title + (page == 1 ? "" : ", page " + page);
        return new Page(
                heading,
                "",
                List.of(
                        new Page.Link("Overview", "index.html", name.equals("index") && page == 1),
                        new Page.Link("Students", "index.html#students"),
                        new Page.Link("Misconceptions", "index.html#misconceptions"),
                        new Page.Link("Failing checks", "index.html#failures"),
                        new Page.Link("Similar", "index.html#similar"),
                        new Page.Link(
                                "Mastery", "mastery.html", name.equals("mastery") && page == 1)));
    }

    private static String file(String name, int page) {
        return page == 1 ? name + ".html" : "%s-%d.html".formatted(name, page);
    }

    private void pager(Html html, String name, int page, int pages) {
        if (pages == 1) {
            return;
        }
        html.open("nav", "class", "pager", "aria-label", "Parts of the class").open("ul");
        for (int other = 1; other <= pages; other++) {
            var first = students.get((other - 1) * PER_PAGE);
            var attributes =
                    new ArrayList<>(
                            List.of(
                                    "href",
                                    file(name, other),
                                    "aria-label",
                                    "Page " + other + ", from " + first.id()));
            if (other == page) {
                attributes.addAll(List.of("aria-current", "page"));
            }
            html.open("li")
                    .element("a", String.valueOf(other), attributes.toArray(String[]::new))
                    .close();
        }
        html.close().close();
    }

    private static void legend(Html html) {
        html.element(
                "p",
                "✓ all points · ◐ some · ✗ none · – nothing was handed in · ? handed in, and not readable · ! the grader failed, not the student: run it again",
                "class",
                "legend");
    }

    private void pointsTable(Html html, List<Student> shown) {
        openTable(html, "Points of each student by exercise");
        html.element("th", "Student", "scope", "col");
        for (Assignment assignment : gradebook.assignments()) {
            html.open("th", "scope", "col", "title", assignment.title());
            html.text(Page.label(assignment.exercise()));
            if (assignment.weight() != 1) {
                html.text(" ").element("small", "× " + number(assignment.weight()));
            }
            html.close();
        }
        html.element("th", "Total", "scope", "col").close().close().open("tbody");
        for (Student student : shown) {
            List<Grade> grades = gradebook.grades(student);
            openRow(html, student);
            for (Grade grade : grades) {
                var cell = Cell.of(grade);
                html.open("td", "class", "grade " + cell.kind());
                cell.write(html, grade.late());
                html.close();
            }
            String total = WeightedTotal.text(gradebook.assignments(), grades);
            html.element("td", total.isEmpty() ? "open" : total + " %", "class", "total").close();
        }
        html.close().close().close();
    }

    private void masteryTable(Html html, List<Student> shown) {
        openTable(html, "Mastery of each lesson by student");
        html.element("th", "Student", "scope", "col");
        for (LessonGroup lesson : lessons) {
            html.element("th", lesson.slug().replace("_", "_\u200B"), "scope", "col");
        }
        html.close().close().open("tbody");
        for (Student student : shown) {
            List<Grade> grades = gradebook.grades(student);
            openRow(html, student);
            for (LessonGroup lesson : lessons) {
                var mastery = Mastery.of(lesson.assignments(), grades);
                html.open("td", "class", "grade " + kind(mastery));
                html.element("span", sign(mastery), "class", "sign", "aria-hidden", "true");
                html.text(" " + mastery.word()).close();
            }
            html.close();
        }
        html.close().close().close();
    }

    /// Opens a region that scrolls by itself, its table, and the row of the column headers.
    static void openTable(Html html, String caption) {
        html.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "tabindex",
                "0",
                "aria-label",
                caption + ", scrolls sideways");
        html.open("table").element("caption", caption).open("thead").open("tr");
    }

    private static void openRow(Html html, Student student) {
        html.open("tr").open("th", "scope", "row");
        html.open("a", "href", "students/" + Page.encoded(student.id()) + ".html");
        html.element("bdi", student.name()).close();
        if (!student.group().isEmpty()) {
            html.text(" ").open("small").element("bdi", student.group()).close();
        }
        html.close();
    }

    private static String kind(Mastery mastery) {
        return switch (mastery) {
            case MASTERED -> "full";
            case NEARLY -> "part";
            case BEGUN -> "some";
            case NONE -> "missing";
        };
    }

    static String sign(Mastery mastery) {
        return switch (mastery) {
            case MASTERED -> "●";
            case NEARLY -> "◕";
            case BEGUN -> "◔";
            case NONE -> "○";
        };
    }

    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
