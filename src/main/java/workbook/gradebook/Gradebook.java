package workbook.gradebook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.intake.Student;

/// A class, what it was to do, and its grades.
///
/// There is a grade for each student and assignment. They are read from where they are kept each
/// time that they are asked for, so a gradebook of ten thousand needs no more memory than one of
/// ten.
public interface Gradebook {

    /// @return what was graded by what
    Header header();

    /// @return in the order of their ids
    List<Student> students();

    /// @return in the order of the book
    List<Assignment> assignments();

    /// @return the grades of one student, in the order of the assignments
    List<Grade> grades(Student student);

    /// @return the source that a grade is about; empty if there is none
    Optional<String> source(Grade grade);

    /// What is worth adding for the teacher to see: what was handed in and belongs to no
    /// assignment.
    List<String> oddities();

    /// @return every grade, student by student
    default Stream<Grade> grades() {
        return students().stream().flatMap(student -> grades(student).stream());
    }

    /// What the grades depend on, and what kept the submissions from doing harm.
    ///
    /// @param title the name of the folder or file that was handed in
    /// @param jdk the version of the JDK
    /// @param book the SHA-256 of the harness, so that two gradebooks can be compared
    /// @param layers what kept the submissions in: each layer in a sentence
    record Header(String title, String jdk, String book, List<String> layers) {

        public Header {
            layers = List.copyOf(layers);
        }
    }
}
