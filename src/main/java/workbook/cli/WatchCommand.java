package workbook.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.watch.Watch;

/// `./workbook watch`.
@Command(
        name = "watch",
        description =
                "Check an exercise each time you save it. Keys: n next, h hint, l list, r reset, q quit.",
        footer = {"", "Example: ./workbook watch p02"})
final class WatchCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON|EXERCISE",
            completionCandidates = LessonNames.class,
            description = "Where to begin; the next unsolved exercise if it is left out.")
    private String name;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var catalogue = Workbook.catalogue();
        var records = new ProgressRecord(catalogue);
        var first = Chosen.exercise(catalogue, records.progress(), name);
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            new Watch(
                            terminal,
                            new Output().ink(),
                            catalogue,
                            first,
                            judged -> records.attempted(judged.exercise(), judged.report()))
                    .run();
        }
        return Workbook.OK;
    }
}
