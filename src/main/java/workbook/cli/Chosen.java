package workbook.cli;

import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.progress.Progress;

/// The one exercise that a command is about.
final class Chosen {

    private Chosen() {}

    /// @param name as the learner typed it, or null for the next unsolved exercise; of a lesson
    ///   with several exercises, the first that is unsolved is meant
    static Exercise exercise(Catalogue catalogue, Progress progress, String name) {
        if (name == null) {
            return progress.next(catalogue)
                    .orElseThrow(() ->
                            new UsageProblem("Every exercise is solved. Name the one you mean."));
        }
        var exercises = catalogue.exercises(name);
        if (exercises.isEmpty()) {
            throw new UsageProblem(catalogue.lesson(name).slug() + " has no exercise.");
        }
        return exercises.stream()
                .filter(exercise -> !progress.solved(exercise))
                .findFirst()
                .orElse(exercises.getLast());
    }
}
