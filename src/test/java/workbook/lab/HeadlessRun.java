package workbook.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A notebook that was run on its kernel from top to bottom, without a browser.
///
/// @param cells those with code, as far as the run came
public record HeadlessRun(List<Cell> cells) {

    /// What one cell gave.
    ///
    /// @param printed on standard output and standard error
    /// @param html what it showed as HTML
    /// @param text what it showed as text, for those who cannot show HTML
    /// @param error the exception that ended it; empty if it ended well
    public record Cell(
            String source,
            boolean executed,
            String printed,
            String html,
            String text,
            String error) {}

    public HeadlessRun {
        cells = List.copyOf(cells);
    }

    public static HeadlessRun of(PythonEnvironment python, Path notebook)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                python.python().toString(),
                                Path.of("src", "test", "python", "execute.py").toString(),
                                notebook.toAbsolutePath().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Program.makePrivate(builder);
        Process process = builder.start();
        try {
            String json =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "%s could not be run on its kernel; the reason is above"
                                .formatted(notebook));
            }
            return new HeadlessRun(
                    JsonMapper.shared().readValue(json, new TypeReference<List<Cell>>() {}));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// @return the first error, with the cell that it is from; empty if there is none
    public String error() {
        return cells.stream()
                .filter(cell -> !cell.error().isEmpty())
                .findFirst()
                .map(cell -> cell.error() + "\nin the cell\n" + cell.source())
                .orElse("");
    }

    /// @return what all cells printed, one after the other
    public String printed() {
        return cells.stream().map(Cell::printed).collect(Collectors.joining());
    }
}
