package workbook.gradebook.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.intake.Student;

/// `classroom50/<id>.json`: schema `classroom50/result/v1`, all exercises as one assignment.
///
/// Points are whole numbers there, so weights are not applied. The contract also names what only
/// the student's repository knows. We assume that whoever publishes the file puts the true values
/// in place of ours: `classroom` and `assignment` are made from the title of what was handed in,
/// `submission` from the grade's key, `commit`, `release` and `review` say where the work was
/// found, and `datetime` is when it was handed in, or the epoch where the export does not say.
/// While one grade of a student is a fault, there is no file: the contract calls that an
/// infrastructure error. Source: wiki page "Advanced Autograding" of
/// github.com/foundation50/classroom50 (August 2026), and the validation in its `collect-scores`
/// script.
record Classroom50(Gradebook.Header header, List<Assignment> assignments) implements JsonFormat {

    static final String SCHEMA = "classroom50/result/v1";

    @Override
    public List<Document> documents(Student student, List<Grade> grades) {
        return List.of(
                new Document(
                        List.of("classroom50", student.id() + ".json"),
                        grades.stream().anyMatch(JsonFormat::isFault)
                                ? Optional.empty()
                                : Optional.of(content(student, grades))));
    }

    private ObjectNode content(Student student, List<Grade> grades) {
        var content = JsonFormat.object();
        String origin =
                grades.stream()
                        .map(Grade::origin)
                        .filter(place -> !place.isEmpty())
                        .findFirst()
                        .map(SafeText::of)
                        .orElse("nothing was handed in");
        content.put("schema", SCHEMA);
        content.put("classroom", slug(header.title()));
        content.put("assignment", slug(header.title()));
        content.put("assignment_type", student.group().isEmpty() ? "individual" : "group");
        content.put("owner", SafeText.of(student.id()));
        content.put("submission", "submit/" + key(grades));
        content.put("commit", origin);
        content.put("release", origin);
        content.put("review", origin);
        content.put("datetime", handedIn(grades).toString());
        content.put("score", grades.stream().mapToInt(Grade::earned).sum());
        content.put("max-score", grades.stream().mapToInt(Grade::possible).sum());
        var tests = content.putArray("tests");
        for (int i = 0; i < assignments.size(); i++) {
            var grade = grades.get(i);
            for (var requirement : assignments.get(i).requirements()) {
                boolean passed =
                        grade.report().stream()
                                .flatMap(report -> report.results().stream())
                                .filter(result -> result.check().equals(requirement.check()))
                                .map(CheckResult::outcome)
                                .anyMatch(Outcome.PASSED::equals);
                tests.addObject()
                        .put("test-name", SafeText.of(grade.exercise() + ": " + requirement.text()))
                        .put("passed", passed)
                        .put("score", passed ? requirement.points() : 0)
                        .put("max-score", requirement.points());
            }
        }
        return content;
    }

    private static String key(List<Grade> grades) {
        String keys = String.join("", grades.stream().map(Grade::key).toList());
        return "%08x".formatted(keys.hashCode());
    }

    private static Instant handedIn(List<Grade> grades) {
        return grades.stream()
                .flatMap(grade -> grade.handedIn().stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static String slug(String title) {
        String slug =
                title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "class" : slug;
    }
}
