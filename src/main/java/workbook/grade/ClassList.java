package workbook.grade;

import java.util.List;
import workbook.gradebook.Assignment;
import workbook.gradebook.Gradebook;
import workbook.intake.Student;

/// Who is graded for what: all of a gradebook but its grades.
///
/// @param header what the grades depend on
/// @param students in the order of their ids
/// @param assignments in the order of the book
/// @param oddities what was handed in and belongs to no assignment
/// @param attempts which of several attempts counts
/// @param shard the part of the class that this is
record ClassList(
        Gradebook.Header header,
        List<Student> students,
        List<Assignment> assignments,
        List<String> oddities,
        Attempts attempts,
        Shard shard) {

    ClassList {
        students = List.copyOf(students);
        assignments = List.copyOf(assignments);
        oddities = List.copyOf(oddities);
    }
}
