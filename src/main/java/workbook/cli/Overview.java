package workbook.cli;

import java.util.Locale;
import workbook.check.Ink;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.Lesson;
import workbook.lesson.Track;
import workbook.progress.Progress;

/// Where the learner is, in several sizes: the whole book, its list, one track.
final class Overview {

    private static final int BAR = 30;

    private final Ink ink;
    private final Catalogue catalogue;
    private final Progress progress;

    Overview(Ink ink, Catalogue catalogue, Progress progress) {
        this.ink = ink;
        this.catalogue = catalogue;
        this.progress = progress;
    }

    /// @return progress, what is next, and how to go on
    String text() {
        var exercises = catalogue.exercises();
        long solved = exercises.stream().filter(progress::solved).count();
        int filled = exercises.isEmpty() ? 0 : (int) (BAR * solved / exercises.size());
        var text = new StringBuilder("\n" + ink.bold("Async Java Patterns") + "\n\n");
        text.append("  ")
                .append(ink.green("█".repeat(filled)))
                .append(ink.dim("░".repeat(BAR - filled)))
                .append("  %d of %d exercises solved%n%n".formatted(solved, exercises.size()));
        progress.next(catalogue)
                .ifPresentOrElse(
                        next -> text.append(howToGoOn(next)),
                        () ->
                                text.append("  ")
                                        .append(
                                                "You have solved every exercise. ./workbook list shows them again.\n"));
        return text.append("\n  ")
                .append(ink.dim("./workbook help shows everything else."))
                .append("\n\n")
                .toString();
    }

    private String howToGoOn(Exercise next) {
        var lesson = catalogue.lesson(next.lesson());
        return """
          Next: %s, %s
                %s (about %d minutes)

            ./workbook lab             read the lessons in the browser
            ./workbook run %-11s run the lesson as a program
            ./workbook watch           check the exercise each time you save it
            ./workbook check %-9s check it once

          Edit %s
        """
                .formatted(
                        ink.bold(lesson.shortName()),
                        lesson.title(),
                        next.title(),
                        next.minutes(),
                        lesson.shortName(),
                        lesson.shortName(),
                        ink.bold(catalogue.root().relativize(next.file()).toString()));
    }

    /// @return every lesson with its exercises
    String list() {
        var text = new StringBuilder("\n");
        catalogue.lessons().forEach(lesson -> add(text, lesson));
        return text.toString();
    }

    /// @return the lessons of a track in their order, also those that are still to come
    String track(Track track) {
        var text =
                new StringBuilder("\n" + ink.bold(track.label()) + "\n" + track.purpose() + "\n\n");
        var lessons = catalogue.lessons();
        for (int number : track.lessons()) {
            lessons.stream()
                    .filter(lesson -> lesson.number() == number)
                    .findFirst()
                    .ifPresentOrElse(
                            lesson -> add(text, lesson),
                            () ->
                                    text.append(
                                            ink.dim(
                                                    "  p%02d  not written yet%n"
                                                            .formatted(number))));
        }
        return text.append('\n').toString();
    }

    private void add(StringBuilder text, Lesson lesson) {
        text.append("  %s  %s%n".formatted(ink.bold(lesson.shortName()), lesson.title()));
        lesson.exercises()
                .forEach(exercise ->
                        text.append(
                                "       %s %-18s %s %s%n"
                                        .formatted(
                                                progress.solved(exercise)
                                                        ? ink.green("✓")
                                                        : ink.dim("○"),
                                                exercise.name(),
                                                exercise.title(),
                                                ink.dim(
                                                        "· %s, %d minutes"
                                                                .formatted(
                                                                        exercise.kind()
                                                                                .label()
                                                                                .toLowerCase(
                                                                                        Locale
                                                                                                .ROOT),
                                                                        exercise.minutes())))));
        text.append('\n');
    }
}
