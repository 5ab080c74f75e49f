package workbook.lab;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A JupyterLab server on this machine's loopback address. Close it: that ends the server and the
/// kernels it started.
public final class JupyterLab implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private static final Duration CTRL_C_PATIENCE = Duration.ofSeconds(5);

    /// The server ends its kernels first; if that takes longer, all are ended by force.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    /// What a learner may choose.
    ///
    /// @param port where to listen; empty for any free port
    /// @param browser whether to open a browser
    /// @param file what to open, in the checkout; empty for the first notebook, or the README where
    ///   there is none
    public record Options(Optional<Integer> port, boolean browser, Optional<Path> file) {}

    private final Path root;
    private final Process server;
    private final int port;
    private final String token;
    private final Path log;

    private JupyterLab(Path root, Process server, int port, String token, Path log) {
        this.root = root;
        this.server = server;
        this.port = port;
        this.token = token;
        this.log = log;
    }

    /// Makes everything that JupyterLab needs: the environment and the kernel spec.
    ///
    /// @param progress told in a few lines what goes on
    /// @throws LabFailure if the machine lacks something; the message says what to do
    public static PythonEnvironment prepare(Path root, Consumer<String> progress)
            throws InterruptedException {
        var python = new PythonEnvironment(root);
        python.ensure(progress);
        new KernelSpec(python).install();
        return python;
    }

    /// Prepares, and runs a server until it ends, which Ctrl-C makes it do.
    ///
    /// @param progress told in a few lines what goes on
    /// @return the server's exit code
    /// @throws LabFailure if the machine lacks something; the message says what to do
    public static int run(Path root, Options options, Consumer<String> progress)
            throws InterruptedException {
        var python = prepare(root, progress);
        try (var lab = start(python, options)) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().name("end JupyterLab").unstarted(lab::endWithUs));
            lab.awaitReady();
            progress.accept("JupyterLab runs at " + lab.address(options.file()));
            progress.accept("Ctrl-C ends it.");
            return lab.server.waitFor();
        }
    }

    /// Starts a server; returns at once.
    ///
    /// @param python an environment that is complete, with its kernel spec
    /// @throws LabFailure if the port is taken
    public static JupyterLab start(PythonEnvironment python, Options options) {
        int port = Loopback.freePort(options.port());
        String token = newToken();
        Path root = python.root();
        Path log = root.resolve(".workbook").resolve("jupyterlab.log");
        try {
            LabSettings.write(python);
            Files.createDirectories(log.getParent());
            var builder =
                    new ProcessBuilder(command(python, port, options))
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            Program.makePrivate(builder);
            // By the environment, because other users of the machine can read a command line.
            builder.environment().put("JUPYTER_TOKEN", token);
            // Its own, so that neither the settings nor the tabs of other work reach it, and
            // nothing
            // outside of the checkout is changed.
            builder.environment()
                    .put("JUPYTER_CONFIG_DIR", root.resolve(".workbook/jupyter").toString());
            builder.environment().remove("JUPYTERLAB_SETTINGS_DIR");
            builder.environment().remove("JUPYTERLAB_WORKSPACES_DIR");
            return new JupyterLab(root, builder.start(), port, token, log);
        } catch (IOException failed) {
            throw new LabFailure("JupyterLab could not be started: " + failed.getMessage(), failed);
        }
    }

    private static List<String> command(PythonEnvironment python, int port, Options options) {
        var command =
                new ArrayList<>(
                        List.of(
                                python.python().toString(),
                                "-m",
                                "jupyterlab",
                                "--ip=127.0.0.1",
                                "--port=" + port,
                                "--ServerApp.port_retries=0",
                                "--ServerApp.root_dir=" + python.root(),
                                // Ctrl-C is meant: no question whether it is.
                                "--JupyterApp.answer_yes=True",
                                "--LabApp.default_url=" + path(python.root(), options.file()),
                                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"));
        if (!options.browser()) {
            command.add("--no-browser");
        }
        // Jupyter refuses to run as root unless told: containers and CI often have no one else.
        if (System.getProperty("user.name").equals("root")) {
            command.add("--allow-root");
        }
        return command;
    }

    /// Waits until the server answers.
    ///
    /// @throws LabFailure if it ends before, or takes too long
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answers()) {
            if (server.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new LabFailure(
                        "JupyterLab ended with exit code %d before it was ready. Its last words, from %s:\n    %s"
                                .formatted(server.exitValue(), root.relativize(log), lastWords()));
            }
            if (System.nanoTime() > deadline) {
                throw new LabFailure(
                        "JupyterLab was not ready after %d s. Its last words, from %s:\n    %s"
                                .formatted(
                                        START_PATIENCE.toSeconds(),
                                        root.relativize(log),
                                        lastWords()));
            }
        }
    }

    private boolean answers() {
        return Loopback.answers(URI.create("http://127.0.0.1:" + port + "/api"));
    }

    /// @param file what to open there; empty for the first notebook
    /// @return the address for a browser, with the token that lets it in
    public URI address(Optional<Path> file) {
        return URI.create(
                "http://127.0.0.1:%d%s?token=%s".formatted(port, path(root, file), token));
    }

    private static String path(Path root, Optional<Path> file) {
        Path wanted = root.resolve(file.orElseGet(() -> firstPage(root)));
        try {
            String relative = root.relativize(wanted).toString().replace('\\', '/');
            return new URI(null, null, "/lab/tree/" + relative, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("every path can be quoted", impossible);
        }
    }

    private static Path firstPage(Path root) {
        Path readme = root.resolve("README.md");
        try (var notebooks = Files.list(root.resolve("notebooks"))) {
            return notebooks
                    .filter(file -> file.toString().endsWith(".ipynb"))
                    .min(Path::compareTo)
                    .orElse(readme);
        } catch (IOException noFolder) {
            return readme;
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(
                    "\n    ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        } catch (IOException unreadable) {
            return "(none)";
        }
    }

    private static String newToken() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Called when this JVM is told to end. By Ctrl-C the server is told the same, and has begun to
    /// end its kernels: a second signal would cut that short.
    private void endWithUs() {
        end(CTRL_C_PATIENCE);
    }

    /// Ends the server as Ctrl-C does, which ends its kernels; by force if that takes too long.
    @Override
    public void close() {
        end(Duration.ZERO);
    }

    /// @param patience how long the server may take to end by itself, before it is told to
    private void end(Duration patience) {
        // Asked before the server ends: afterwards nobody knows whose they were. A kernel that is
        // still starting does not hear that it should end.
        var kernels = server.descendants().toList();
        try {
            if (!server.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                server.destroy();
                server.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        server.destroyForcibly();
        kernels.forEach(ProcessHandle::destroyForcibly);
    }
}
