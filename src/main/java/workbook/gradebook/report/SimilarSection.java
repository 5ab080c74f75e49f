package workbook.gradebook.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import workbook.gradebook.Assignment;
import workbook.gradebook.similarity.SimilarPair;
import workbook.intake.Student;

/// The similar pairs of a class, with the way to both answers and a word of caution.
///
/// @param pairs those of each exercise, in the order of the exercises
record SimilarSection(List<Student> students, Map<Assignment, List<SimilarPair>> pairs) {

    private static final int MOST_PAIRS = 50;

    void write(Html html) {
        var byId = students.stream().collect(Collectors.toMap(Student::id, Function.identity()));
        html.open("section", "aria-labelledby", "similar");
        html.element("h2", "Similar submissions", "id", "similar");
        boolean none = pairs.values().stream().allMatch(List::isEmpty);
        html.element(
                "p",
                none
                        ? "None."
                        : "Similar is not copied: short exercises have few right answers. Compare the two, and ask before you judge. Listed are pairs that share at least four fifths of what is neither in the exercise nor in its solution nor common in the class.");
        pairs.forEach((assignment, found) -> {
            if (!found.isEmpty()) {
                write(html, assignment.exercise(), found, byId);
            }
        });
        html.close();
    }

    private static void write(
            Html html, String exercise, List<SimilarPair> found, Map<String, Student> students) {
        html.element("h3", Page.shortId(exercise)).open("ul");
        for (SimilarPair pair : found.subList(0, Math.min(MOST_PAIRS, found.size()))) {
            html.open("li");
            Overview.link(html, students.get(pair.first()), exercise);
            html.text(" and ");
            Overview.link(html, students.get(pair.second()), exercise);
            html.text(
                    pair.identical()
                            ? ": the same, character for character"
                            : ": %d %%".formatted(Math.round(100 * pair.share())));
            html.close();
        }
        html.close();
        if (found.size() > MOST_PAIRS) {
            html.element("p", "And %d more pairs.".formatted(found.size() - MOST_PAIRS));
        }
    }
}
