package workbook.gradebook.export;

import java.util.ArrayList;
import java.util.List;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// `moodle.csv`: for Moodle's *Grades ▸ Import ▸ CSV file*.
///
/// Moodle asks which column names the user (*Email address*, *ID number*, *Username*) and which
/// grade item each other column goes to. It wants grade and feedback of an item imported together,
/// or the old grade is lost: so each exercise has both. An empty cell changes nothing: what is
/// missing stays to Moodle's own rules, and what the grader owes is not marked. Source:
/// docs.moodle.org, "Grade import" (4.5).
record MoodleSheet(List<Assignment> assignments) implements Sheet {

    @Override
    public String file() {
        return "moodle.csv";
    }

    @Override
    public boolean forPeople() {
        return false;
    }

    @Override
    public List<List<Object>> head() {
        List<Object> names = new ArrayList<>(List.of("ID number", "Full name", "Email address"));
        for (Assignment assignment : assignments) {
            names.add(assignment.exercise());
            names.add(assignment.exercise() + " feedback");
        }
        return List.of(names);
    }

    @Override
    public List<List<Object>> rows(Student student, List<Grade> grades) {
        List<Object> row = new ArrayList<>(List.of(student.id(), student.name(), student.email()));
        for (Grade grade : grades) {
            switch (grade.state()) {
                case JUDGED, UNREADABLE -> {
                    row.add(grade.earned());
                    row.add(Feedback.summary(grade));
                }
                case MISSING, FAULT -> {
                    row.add("");
                    row.add("");
                }
            }
        }
        return List.of(row);
    }
}
