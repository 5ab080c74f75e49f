package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lesson.ClassPath;

/// `./workbook bench feedback`: runs one of the programs in `bench/`.
@Command(
        name = "bench",
        description = "Measure, on this machine: medians, beside the alternatives.",
        footer = {
            "",
            "Examples:",
            "  ./workbook bench asyncio -- --quick",
            "                              the same work in asyncio and in Java",
            "  ./workbook bench jmh        what single steps cost in a warm JVM",
            "  ./workbook bench feedback   how long a learner waits for a verdict",
            "  ./workbook bench explorer   what it costs to try every schedule",
            "  ./workbook bench timeline   what it costs to draw one",
            "  ./workbook bench grade      what it costs to grade a class",
            "  ./workbook bench proof p09 -- --mistakes 10",
            "                              every answer again and again, under load"
        })
final class BenchCommand implements Callable<Integer> {

    private static final String PROGRAMS =
            "asyncio, explorer, feedback, grade, jmh, proof, timeline";

    @Parameters(
            paramLabel = "NAME",
            index = "0",
            description = "A program in bench/: " + PROGRAMS + ".")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description = "What the program takes; options after --.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = Workbook.catalogue().root();
        Path program = root.resolve("bench").resolve(name + ".java");
        if (!name.matches("[a-z]+") || !Files.exists(program)) {
            throw new UsageProblem(
                    "There is no bench/%s.java. Try one of: %s.".formatted(name, PROGRAMS));
        }
        var command =
                new ArrayList<>(
                        List.of(
                                Jdk.tool("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dworkbook.root=" + root,
                                "-Dworkbook.aot=" + System.getProperty("workbook.aot", ""),
                                "-cp",
                                ClassPath.text(),
                                program.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
