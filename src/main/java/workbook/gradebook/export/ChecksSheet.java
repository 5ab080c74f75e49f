package workbook.gradebook.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.check.Requirement;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// `checks.csv`: a row for each student, exercise and check, for a statistics program.
///
/// The outcome is `passed`, `failed`, `timed_out` or `not_reached`, or where nothing was judged the
/// state of the grade: `missing`, `unreadable` or `fault`.
record ChecksSheet(List<Assignment> assignments) implements Sheet {

    @Override
    public String file() {
        return "checks.csv";
    }

    @Override
    public boolean forPeople() {
        return true;
    }

    @Override
    public List<List<Object>> head() {
        return List.of(
                List.of(
                        "student",
                        "exercise",
                        "check",
                        "requirement",
                        "stage",
                        "outcome",
                        "points",
                        "possible"));
    }

    @Override
    public List<List<Object>> rows(Student student, List<Grade> grades) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            Grade grade = grades.get(i);
            if (grade.report().isPresent()) {
                grade.report()
                        .get()
                        .results()
                        .forEach(result -> rows.add(row(student, grade, result)));
            } else {
                assignments
                        .get(i)
                        .requirements()
                        .forEach(requirement -> rows.add(row(student, grade, requirement)));
            }
        }
        return rows;
    }

    private static List<Object> row(Student student, Grade grade, CheckResult result) {
        return List.of(
                student.id(),
                grade.exercise(),
                result.check(),
                result.requirement(),
                result.stage(),
                word(result.outcome()),
                result.outcome() == Outcome.PASSED ? result.points() : 0,
                result.points());
    }

    private static List<Object> row(Student student, Grade grade, Requirement requirement) {
        return List.of(
                student.id(),
                grade.exercise(),
                requirement.check(),
                requirement.text(),
                requirement.stage(),
                word(grade.state()),
                grade.state() == Grade.State.FAULT ? "" : 0,
                requirement.points());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
