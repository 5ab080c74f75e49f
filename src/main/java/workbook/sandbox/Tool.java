package workbook.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of the operating system.
final class Tool {

    private Tool() {}

    /// @return the absolute path of a program on the `PATH`, or where systems keep such programs
    static Optional<Path> find(String name) {
        var folders =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(folders, Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What a program said before it ended, in UTF-8.
    record Result(int exitCode, String output, String errors) {

        String everything() {
            return (output + errors).strip();
        }
    }

    /// Runs a program to its end, without input.
    ///
    /// @throws IOException if it cannot be started
    static Result run(List<String> command) throws IOException, InterruptedException {
        return finish(new ProcessBuilder(command).start());
    }

    /// Waits for the end of a program that says little.
    static Result finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = read(process.getInputStream());
        String errors = read(process.getErrorStream());
        return new Result(process.waitFor(), output, errors);
    }

    private static String read(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
