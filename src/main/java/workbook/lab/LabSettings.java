package workbook.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What JupyterLab does by default in this environment. What a learner sets there wins.
final class LabSettings {

    /// No question about news on a first visit, and no call to the network for updates.
    private static final String OVERRIDES =
            """
            {
              "@jupyterlab/apputils-extension:notification": {
                "checkForUpdates": false,
                "fetchNews": "false"
              }
            }
            """;

    private LabSettings() {}

    static void write(PythonEnvironment python) throws IOException {
        Path folder = python.folder().resolve(Path.of("share", "jupyter", "lab", "settings"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("overrides.json"), OVERRIDES);
    }
}
