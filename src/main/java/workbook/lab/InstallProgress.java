package workbook.lab;

import java.util.List;
import java.util.function.Consumer;

/// Turns pip's hundreds of lines into a handful, and its errors into advice.
final class InstallProgress implements Consumer<String> {

    private static final int PACKAGES_PER_LINE = 20;

    private static final List<String> SIGNS_OF_NO_NETWORK =
            List.of(
                    "Failed to establish a new connection",
                    "NameResolutionError",
                    "Temporary failure in name resolution",
                    "ConnectTimeout",
                    "ReadTimeout",
                    "Network is unreachable",
                    "ProxyError");

    private final Consumer<String> progress;
    private int packages;

    InstallProgress(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void accept(String line) {
        if (line.startsWith("Collecting ")) {
            packages++;
            if (packages % PACKAGES_PER_LINE == 0) {
                progress.accept("  %d packages found".formatted(packages));
            }
        } else if (line.startsWith("Installing collected packages")) {
            progress.accept("  unpacking %d packages".formatted(packages));
        }
    }

    static LabFailure failure(Program pip) {
        boolean noNetwork =
                pip.lines().stream()
                        .anyMatch(line -> SIGNS_OF_NO_NETWORK.stream().anyMatch(line::contains));
        String errors =
                String.join(
                        "\n    ",
                        pip.lines().stream()
                                .filter(line -> line.startsWith("ERROR"))
                                .distinct()
                                .limit(3)
                                .toList());
        return new LabFailure(
                """
                pip could not install what requirements.txt names%s:
                    %s
                %s\
                """
                        .formatted(
                                noNetwork ? ", because it reaches no package index" : "",
                                errors.isEmpty() ? pip.tail() : errors,
                                noNetwork
                                        ? "Connect this machine, or name your proxy or mirror (HTTPS_PROXY, PIP_INDEX_URL), then do the same again."
                                        : "Mend that, then do the same again; deleting .venv starts from nothing."));
    }
}
