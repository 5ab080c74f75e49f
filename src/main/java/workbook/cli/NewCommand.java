package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lesson.Scaffold;

/// `./workbook new p33_my_lesson FetchAll`.
@Command(
        name = "new",
        description = "Make the files of a new lesson, or of one more exercise: for authors.",
        footer = {"", "Example: ./workbook new p33_my_lesson FetchAll"})
final class NewCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LESSON", description = "A new slug, or one that exists.")
    private String slug;

    @Parameters(paramLabel = "EXERCISE", description = "The class of the new exercise.")
    private String exercise;

    @Override
    public Integer call() throws IOException {
        var output = new Output();
        Path root = Workbook.catalogue().root();
        for (Path file : new Scaffold(root).make(slug, exercise)) {
            output.println("made " + root.relativize(file));
        }
        output.println(
                "Write what says TODO, add a new lesson to README.md and jbang-catalog.json,"
                        + " run ./workbook notebooks, then ./workbook test.");
        return Workbook.OK;
    }
}
