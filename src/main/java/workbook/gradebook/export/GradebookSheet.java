package workbook.gradebook.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.WeightedTotal;
import workbook.intake.Student;

/// `gradebook.csv`: a row for each student; for each exercise its points, whether it was late, and
/// its state; the weighted total in percent.
///
/// A grade that the grader still owes has no points, and its student no total.
record GradebookSheet(List<Assignment> assignments) implements Sheet {

    @Override
    public String file() {
        return "gradebook.csv";
    }

    @Override
    public boolean forPeople() {
        return true;
    }

    @Override
    public List<List<Object>> head() {
        List<Object> names = new ArrayList<>(List.of("id", "name", "group"));
        for (Assignment assignment : assignments) {
            String exercise = assignment.exercise();
            names.add("%s (of %d)".formatted(exercise, assignment.possible()));
            names.add(exercise + " late");
            names.add(exercise + " state");
        }
        names.add("total percent");
        return List.of(names);
    }

    @Override
    public List<List<Object>> rows(Student student, List<Grade> grades) {
        List<Object> row = new ArrayList<>(List.of(student.id(), student.name(), student.group()));
        for (Grade grade : grades) {
            row.add(grade.state() == Grade.State.FAULT ? "" : grade.earned());
            row.add(grade.late() ? "late" : "");
            row.add(grade.state().name().toLowerCase(Locale.ROOT));
        }
        row.add(WeightedTotal.text(assignments, grades));
        return List.of(row);
    }
}
