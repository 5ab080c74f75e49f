package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import workbook.check.Ink;
import workbook.lesson.Exercise;

/// An exercise on which the learner has not begun.
final class Untouched {

    private Untouched() {}

    static boolean is(Exercise exercise) {
        try {
            return Files.mismatch(exercise.file(), exercise.stub()) == -1;
        } catch (IOException missing) {
            return false;
        }
    }

    static String text(Exercise exercise, Ink ink) {
        return "\n%s · %s%n  ○ not started: edit %s%n"
                .formatted(
                        ink.bold(exercise.shortId()),
                        exercise.title(),
                        exercise.root().relativize(exercise.file()));
    }
}
