package workbook.grade;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import workbook.check.CheckClass;
import workbook.gradebook.Assignment;
import workbook.intake.Student;
import workbook.intake.Submission;
import workbook.lesson.Exercise;

/// A class to be graded.
///
/// @param title what it is called in the gradebook
/// @param layers what keeps the submissions from doing harm, each layer in a sentence
/// @param students everybody who gets a grade
/// @param submissions what they handed in
/// @param oddities what was handed in and belongs to nobody, or to no exercise
/// @param exercises what they were to do
/// @param weights how much an exercise counts, by its id; 1 where it has none
/// @param attempts which of several attempts counts
/// @param shard the part of the class to grade
public record Batch(
        String title,
        List<String> layers,
        List<Student> students,
        List<Submission> submissions,
        List<String> oddities,
        List<Exercise> exercises,
        Map<String, Double> weights,
        Attempts attempts,
        Shard shard) {

    public Batch {
        layers = List.copyOf(layers);
        students =
                students.stream()
                        .filter(shard::holds)
                        .sorted(Comparator.comparing(Student::id))
                        .toList();
        submissions =
                submissions.stream()
                        .filter(submission -> shard.holds(submission.student()))
                        .toList();
        oddities = List.copyOf(oddities);
        exercises = List.copyOf(exercises);
        weights = Map.copyOf(weights);
    }

    List<Assignment> assignments() {
        return exercises.stream()
                .map(exercise ->
                        new Assignment(
                                exercise.id(),
                                exercise.title(),
                                weights.getOrDefault(exercise.id(), 1.0),
                                CheckClass.of(exercise).requirements()))
                .toList();
    }
}
