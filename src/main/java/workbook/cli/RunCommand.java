package workbook.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `./workbook run p02`.
@Command(
        name = "run",
        description = "Run a lesson's script as a program.",
        footer = {"", "Example: ./workbook run p02"})
final class RunCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "LESSON",
            completionCandidates = LessonNames.class,
            description = "Such as p02.")
    private String lesson;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var script = Workbook.catalogue().lesson(lesson);
        var command = new ArrayList<>(List.of(Jdk.tool("java")));
        if (script.usesPreview()) {
            command.add("--enable-preview");
        }
        command.add(script.script().toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
