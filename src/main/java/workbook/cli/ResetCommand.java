package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lesson.Exercise;
import workbook.progress.Backup;

/// `./workbook reset p02/FetchAll`.
@Command(
        name = "reset",
        description =
                "Put exercises back to how they were given. Your version is kept as a backup.",
        footer = {"", "Example: ./workbook reset p02/FetchAll"})
final class ResetCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "LESSON|EXERCISE",
            completionCandidates = LessonNames.class,
            description = "All exercises of a lesson, or one.")
    private String name;

    @Override
    public Integer call() throws IOException {
        var output = new Output();
        var root = Workbook.catalogue().root();
        for (Exercise exercise : Workbook.catalogue().exercises(name)) {
            var backup = Backup.replace(exercise, Files.readString(exercise.stub()));
            output.println(
                    "%s is as it was given.%s"
                            .formatted(
                                    exercise.shortId(),
                                    backup.map(file -> " Your version: " + root.relativize(file))
                                            .orElse("")));
        }
        return Workbook.OK;
    }
}
