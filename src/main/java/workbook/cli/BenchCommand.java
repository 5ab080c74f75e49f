package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `./workbook bench feedback`.
@Command(
        name = "bench",
        description = "Measure, on this machine: medians, beside the alternatives.",
        footer = {"", "Example: ./workbook bench feedback"})
final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A program in bench/: feedback, explorer.")
    private String name;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = Workbook.catalogue().root();
        Path program = root.resolve("bench").resolve(name + ".java");
        if (!name.matches("[a-z]+") || !Files.exists(program)) {
            throw new UsageProblem(
                    "There is no bench/%s.java. Try: feedback or explorer.".formatted(name));
        }
        return new ProcessBuilder(
                        List.of(
                                Jdk.tool("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dworkbook.root=" + root,
                                "-Dworkbook.aot=" + System.getProperty("workbook.aot", ""),
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.toString()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
