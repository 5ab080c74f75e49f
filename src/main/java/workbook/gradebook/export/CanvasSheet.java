package workbook.gradebook.export;

import java.util.ArrayList;
import java.util.List;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// `canvas.csv`: for Canvas's *Gradebook ▸ Import*.
///
/// Canvas knows the file by its first columns, `Student`, `ID`, `SIS User ID`, `SIS Login ID` and
/// `Section`, and takes a user by the first of these ids that is filled in; every further column is
/// an assignment, and a row `Points Possible` says what each is worth. An empty cell changes
/// nothing. Our id is Canvas's own where it is a number, as in its export of submissions; otherwise
/// the login is the e-mail address or the id. Source: `lib/gradebook_importer.rb` of
/// github.com/instructure/canvas-lms, and its exports.
record CanvasSheet(List<Assignment> assignments) implements Sheet {

    private static final String POINTS_POSSIBLE = "    Points Possible";

    @Override
    public String file() {
        return "canvas.csv";
    }

    @Override
    public boolean forPeople() {
        return false;
    }

    @Override
    public List<List<Object>> head() {
        List<Object> names =
                new ArrayList<>(List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section"));
        List<Object> points = new ArrayList<>(List.of(POINTS_POSSIBLE, "", "", "", ""));
        for (Assignment assignment : assignments) {
            names.add(assignment.exercise());
            points.add(assignment.possible());
        }
        return List.of(names, points);
    }

    @Override
    public List<List<Object>> rows(Student student, List<Grade> grades) {
        boolean numbered = student.id().chars().allMatch(c -> c >= '0' && c <= '9');
        String login = student.email().isEmpty() ? student.id() : student.email();
        List<Object> row =
                new ArrayList<>(
                        List.of(
                                // A name must not pass for the row of the points.
                                student.name().replace("Points Possible", "Points-Possible"),
                                numbered ? student.id() : "",
                                "",
                                numbered ? student.email() : login,
                                student.group()));
        for (Grade grade : grades) {
            row.add(
                    switch (grade.state()) {
                        case JUDGED, UNREADABLE -> grade.earned();
                        case MISSING, FAULT -> "";
                    });
        }
        return List.of(row);
    }
}
