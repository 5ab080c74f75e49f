package workbook.intake;

import java.util.List;

/// What a class handed in.
///
/// @param kind what it was taken for, in a sentence
/// @param students everybody, by id: those of the roster, and whoever handed something in
/// @param submissions by student, then exercise in the order of the book, then attempt
/// @param oddities what belongs to nobody or to no exercise, and what was decided about doubles;
///   each in a sentence, in alphabetical order
public record HandedIn(
        String kind, List<Student> students, List<Submission> submissions, List<String> oddities) {

    public HandedIn {
        students = List.copyOf(students);
        submissions = List.copyOf(submissions);
        oddities = List.copyOf(oddities);
    }
}
