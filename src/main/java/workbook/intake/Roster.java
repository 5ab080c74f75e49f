package workbook.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Who is in the class, from a CSV with the columns `id,name,email,group`, of which `id` is needed.
///
/// @param students in the order of the file; no two with the same id
record Roster(List<Student> students) {

    private static final List<String> COLUMNS = List.of("id", "name", "email", "group");

    Roster {
        students = List.copyOf(students);
    }

    /// @throws IntakeProblem for a wrong line; the message names it
    static Roster read(Path file) {
        var students = new ArrayList<Student>();
        var lines = new HashMap<String, Long>();
        for (var row : Table.read(file, COLUMNS, 1).rows()) {
            String id = row.get("id");
            if (id.isEmpty()) {
                throw row.problem("expected an id in each line, found none");
            }
            var earlier = lines.putIfAbsent(Names.key(id), row.line());
            if (earlier != null) {
                throw row.problem(
                        "expected each id once, found '%s' also in line %d"
                                .formatted(Names.visible(id), earlier));
            }
            String name = row.get("name");
            students.add(
                    new Student(
                            id, name.isEmpty() ? id : name, row.get("email"), row.get("group")));
        }
        return new Roster(students);
    }
}
