package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.progress.Progress;

/// `./workbook solution p02/FetchAll`.
@Command(
        name = "solution",
        description = "Show one good answer, once yours passes.",
        footer = {"", "Example: ./workbook solution p02/FetchAll"})
final class SolutionCommand implements Callable<Integer> {

    @Option(names = "--give-up", description = "Show it although yours does not pass yet.")
    private boolean giveUp;

    @Parameters(
            paramLabel = "EXERCISE",
            completionCandidates = LessonNames.class,
            description = "Such as p02/FetchAll.")
    private String name;

    @Override
    public Integer call() throws IOException {
        var catalogue = Workbook.catalogue();
        var exercises = catalogue.exercises(name);
        if (exercises.size() != 1) {
            throw new UsageProblem(
                    "Which one? "
                            + String.join(
                                    ", ", exercises.stream().map(each -> each.shortId()).toList()));
        }
        var exercise = exercises.getFirst();
        if (!giveUp && !new Progress(catalogue).solved(exercise)) {
            throw new UsageProblem(
                    "%s is not solved yet. ./workbook hint %s helps; --give-up shows the solution all the same."
                            .formatted(exercise.shortId(), exercise.shortId()));
        }
        new Output().print(Files.readString(exercise.solution()));
        return Workbook.OK;
    }
}
