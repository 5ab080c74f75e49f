package workbook.gradebook.export;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.check.Requirement;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// `gradescope/<id>.json`: what an autograder leaves in `/autograder/results/results.json`.
///
/// One test for each check, whose points are multiplied by the weight of its exercise; their sum is
/// the score, so there is no other. While one grade of a student is a fault, the student has no
/// file: Gradescope then says that the autograder failed. Source: "Autograder Specifications",
/// gradescope-autograders.readthedocs.io/en/latest/specs.
record Gradescope(List<Assignment> assignments) implements JsonFormat {

    @Override
    public List<Document> documents(Student student, List<Grade> grades) {
        return List.of(
                new Document(
                        List.of("gradescope", student.id() + ".json"),
                        grades.stream().anyMatch(JsonFormat::isFault)
                                ? Optional.empty()
                                : Optional.of(content(grades))));
    }

    private ObjectNode content(List<Grade> grades) {
        var content = JsonFormat.object();
        var overview = new StringBuilder();
        var tests = content.arrayNode();
        for (int i = 0; i < assignments.size(); i++) {
            var assignment = assignments.get(i);
            var grade = grades.get(i);
            overview.append(grade.exercise())
                    .append(": ")
                    .append(SafeText.of(Feedback.summary(grade)))
                    .append('\n');
            if (grade.report().isPresent()) {
                grade.report().get().results().forEach(result -> add(tests, assignment, result));
            } else {
                assignment
                        .requirements()
                        .forEach(requirement -> addUnmet(tests, assignment, requirement, grade));
            }
        }
        content.put("output", overview.toString().stripTrailing());
        content.put("output_format", "text");
        content.put("visibility", "visible");
        content.put("stdout_visibility", "hidden");
        content.set("tests", tests);
        return content;
    }

    private static void add(ArrayNode tests, Assignment assignment, CheckResult result) {
        boolean passed = result.outcome() == Outcome.PASSED;
        test(tests, assignment, result.requirement(), result.points(), passed, Feedback.of(result));
    }

    private static void addUnmet(
            ArrayNode tests, Assignment assignment, Requirement requirement, Grade grade) {
        test(tests, assignment, requirement.text(), requirement.points(), false, grade.reason());
    }

    private static void test(
            ArrayNode tests,
            Assignment assignment,
            String requirement,
            int points,
            boolean passed,
            String output) {
        double possible = points * assignment.weight();
        var test = tests.addObject();
        test.put("name", SafeText.of(assignment.exercise() + ": " + requirement));
        test.put("score", passed ? possible : 0.0);
        test.put("max_score", possible);
        test.put("status", passed ? "passed" : "failed");
        test.put("output", SafeText.of(output));
        test.put("output_format", "text");
        test.put("visibility", "visible");
    }
}
