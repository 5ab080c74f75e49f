package workbook.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lesson.ClassPath;

/// `./workbook run p02`.
@Command(
        name = "run",
        description = "Run a lesson's script as a program.",
        footer = {
            "",
            "Examples:",
            "  ./workbook run p02",
            "  ./workbook run p14 demo   what a script takes follows its name"
        })
final class RunCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "LESSON",
            completionCandidates = LessonNames.class,
            description = "Such as p02.")
    private String lesson;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description = "What the script takes; options after --.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var script = Workbook.catalogue().lesson(lesson);
        var command = new ArrayList<>(List.of(Jdk.tool("java"), Jdk.sameEncoding()));
        if (script.usesPreview()) {
            command.add("--enable-preview");
        }
        if (script.usesLibraries()) {
            command.addAll(List.of("-cp", ClassPath.text()));
        }
        command.add(script.script().toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
