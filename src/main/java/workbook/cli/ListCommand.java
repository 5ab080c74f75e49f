package workbook.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.lesson.Exercise;
import workbook.progress.Progress;

/// `./workbook list`.
@Command(
        name = "list",
        description = "List the lessons and exercises, with what you have solved.",
        footer = {"", "Example: ./workbook list --json"})
final class ListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    /// One lesson, for machines.
    record LessonRow(String slug, String title, List<ExerciseRow> exercises) {}

    /// One exercise, for machines.
    record ExerciseRow(String id, String title, String kind, int minutes, boolean solved) {}

    @Override
    public Integer call() {
        var output = new Output();
        var catalogue = Workbook.catalogue();
        var progress = new Progress(catalogue);
        if (json) {
            output.json(
                    catalogue.lessons().stream()
                            .map(lesson ->
                                    new LessonRow(
                                            lesson.slug(),
                                            lesson.title(),
                                            lesson.exercises().stream()
                                                    .map(each -> row(each, progress))
                                                    .toList()))
                            .toList());
        } else {
            output.print(new Overview(output.ink(), catalogue, progress).list());
        }
        return Workbook.OK;
    }

    private static ExerciseRow row(Exercise exercise, Progress progress) {
        return new ExerciseRow(
                exercise.id(),
                exercise.title(),
                exercise.kind().label(),
                exercise.minutes(),
                progress.solved(exercise));
    }
}
