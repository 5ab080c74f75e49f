package workbook.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A run of another program to its end.
///
/// @param exitCode 0 where it did what it should
/// @param lines what it printed, errors too, in the order of printing
record Program(int exitCode, List<String> lines) {

    Program {
        lines = List.copyOf(lines);
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /// @return the last lines, to be quoted in a message
    String tail() {
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    /// @return the run, or empty if there is no such program
    static Optional<Program> runIfThere(List<String> command) throws InterruptedException {
        try {
            return Optional.of(run(command, line -> {}));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /// Runs a program, and ends it if this thread is interrupted.
    ///
    /// @param listener told of each line as it comes
    /// @throws IOException if the program cannot be started
    static Program run(List<String> command, Consumer<String> listener)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        makePrivate(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        var lines = new ArrayList<String>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                listener.accept(line);
            }
            return new Program(process.waitFor(), lines);
        } finally {
            process.destroy();
        }
    }

    /// Keeps a Python program to its own environment: neither the variables nor the packages of the
    /// user's other Python work reach it.
    static void makePrivate(ProcessBuilder builder) {
        var variables = builder.environment();
        variables.remove("PYTHONHOME");
        variables.remove("PYTHONPATH");
        variables.put("PYTHONNOUSERSITE", "1");
        variables.put("PYTHONUTF8", "1");
        variables.put("JUPYTER_PREFER_ENV_PATH", "1");
    }
}
