package workbook.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The virtual environment of a checkout, in `.venv`: JupyterLab, the Java kernel and jupytext, in
/// the versions of `requirements.txt`. Nothing outside of the checkout is changed.
///
/// @param root the folder of the checkout
public record PythonEnvironment(Path root) {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    public PythonEnvironment {
        root = root.toAbsolutePath().normalize();
    }

    /// @return the folder of the environment; it may not be there yet
    public Path folder() {
        return root.resolve(".venv");
    }

    /// @return the environment's own Python; it may not be there yet
    public Path python() {
        return WINDOWS
                ? folder().resolve("Scripts").resolve("python.exe")
                : folder().resolve("bin").resolve("python");
    }

    /// Makes the environment if it is missing, and installs what `requirements.txt` asks for if
    /// that has changed. Returns at once when there is nothing to do; the first time takes about a
    /// minute. An attempt that was broken off is taken up by the next.
    ///
    /// @param progress told in a few lines what goes on
    /// @throws LabFailure if the machine lacks something; the message says what to do
    public void ensure(Consumer<String> progress) throws InterruptedException {
        try {
            var version = version();
            if (version.isPresent() && isStamped(version.get())) {
                return;
            }
            if (version.isEmpty()) {
                create(progress);
            }
            install(progress);
            Files.writeString(stamp(), fingerprint(version().orElseThrow()));
        } catch (IOException failed) {
            throw notWritable(failed);
        }
    }

    /// @return the version of the environment's Python; empty if it does not run: never made, half
    ///   made, or the Python that it was made from is gone
    private Optional<String> version() throws InterruptedException {
        return Program.runIfThere(
                        List.of(
                                python().toString(),
                                "-c",
                                "import sys, pip; print('%d.%d' % sys.version_info[:2])"))
                .filter(Program::succeeded)
                .map(answer -> answer.lines().getLast());
    }

    private void create(Consumer<String> progress) throws IOException, InterruptedException {
        if (!Files.isWritable(root)) {
            throw notWritable(new AccessDeniedException(root.toString()));
        }
        var base = BasePython.find();
        progress.accept("Making a Python %s environment in .venv".formatted(base.version()));
        var command = new ArrayList<>(base.command());
        command.addAll(List.of("-m", "venv", "--clear", folder().toString()));
        var made = Program.run(command, line -> {});
        if (!made.succeeded()) {
            throw new LabFailure(
                    "%s could not make the environment %s:\n    %s\nOn Debian and Ubuntu the package python3-venv may be missing."
                            .formatted(String.join(" ", base.command()), folder(), made.tail()));
        }
    }

    private void install(Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("Installing JupyterLab and the Java kernel into it, once: about a minute");
        var installed =
                Program.run(
                        List.of(
                                python().toString(),
                                "-m",
                                "pip",
                                "install",
                                "--no-input",
                                "--disable-pip-version-check",
                                "--progress-bar=off",
                                "--requirement",
                                requirements().toString()),
                        new InstallProgress(progress));
        if (!installed.succeeded()) {
            throw InstallProgress.failure(installed);
        }
    }

    private boolean isStamped(String version) throws IOException {
        return Files.exists(stamp()) && Files.readString(stamp()).equals(fingerprint(version));
    }

    /// @return what the environment was made from: a new Python, or other requirements, make it old
    private String fingerprint(String version) throws IOException {
        if (!Files.isRegularFile(requirements())) {
            throw new LabFailure(
                    "%s is missing: it lists what to install. 'git checkout requirements.txt' brings it back."
                            .formatted(requirements()));
        }
        try {
            String text = Files.readString(requirements()).replace("\r\n", "\n");
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "Python %s, requirements %s\n"
                    .formatted(version, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private Path requirements() {
        return root.resolve("requirements.txt");
    }

    private Path stamp() {
        return folder().resolve("installed.txt");
    }

    private LabFailure notWritable(IOException cause) {
        return new LabFailure(
                """
                The Python environment belongs into %s, and it cannot be written there (%s).
                Clone the workbook into a folder of your own, and start it there.\
                """
                        .formatted(folder(), cause),
                cause);
    }
}
