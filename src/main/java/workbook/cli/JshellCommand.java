package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lesson.ClassPath;

/// `./workbook jshell p02`.
@Command(
        name = "jshell",
        description = "Load a lesson's script into jshell; then call main() or any of its methods.",
        footer = {"", "Example: ./workbook jshell p02"})
final class JshellCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "LESSON",
            completionCandidates = LessonNames.class,
            description = "Such as p02.")
    private String lesson;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var script = Workbook.catalogue().lesson(lesson).script();
        Path imports = Files.createTempFile("imports", ".jsh");
        try {
            Files.writeString(imports, "import module java.base;\n");
            return new ProcessBuilder(
                            List.of(
                                    Jdk.tool("jshell"),
                                    "--enable-preview",
                                    "-R--enable-preview",
                                    "--class-path",
                                    ClassPath.text(),
                                    "--startup",
                                    imports.toString(),
                                    script.toString()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } finally {
            Files.deleteIfExists(imports);
        }
    }
}
