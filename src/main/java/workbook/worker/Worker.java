package workbook.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One worker's JVM, seen from its parent. It prepares one check and then judges one source.
///
/// Close it: that kills the JVM with every process it started. Not thread-safe.
final class Worker implements AutoCloseable {

    /// More than a check can use in honest work; a program that holds more ends with
    /// [#OUT_OF_MEMORY].
    private static final String HEAP = "-Xmx256m";

    /// The exit code of a JVM under `-XX:+ExitOnOutOfMemoryError`.
    static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final Writer toWorker;
    private final String secret = UUID.randomUUID().toString();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /// What can be heard from a worker.
    private sealed interface Event {
        record Said(Message message) implements Event {}

        record Ended() implements Event {}
    }

    private Worker(Process process) {
        this.process = process;
        toWorker = process.outputWriter(StandardCharsets.UTF_8);
        // A read of a process's pipe blocks its carrier, so on two processors two such reads would
        // stop every virtual thread: these are platform threads.
        var reader = Thread.ofPlatform().daemon();
        reader.name("worker's messages").start(this::listen);
        reader.name("worker's errors").start(() -> discard(process.getErrorStream()));
    }

    /// Starts a JVM and lets it prepare; returns at once.
    static Worker start(Message.Prepare job) {
        try {
            var worker = new Worker(new ProcessBuilder(command()).start());
            worker.toWorker.write(worker.secret + "\n");
            worker.send(job);
            return worker;
        } catch (IOException failed) {
            throw new UncheckedIOException("the JVM of a check could not be started", failed);
        }
    }

    private static List<String> command() {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+ExitOnOutOfMemoryError",
                                HEAP,
                                "--enable-preview",
                                // An explored check attaches the explorer's agent to its own JVM.
                                "-Djdk.attach.allowAttachSelf=true",
                                "-XX:+EnableDynamicAgentLoading",
                                // The cache is made with it, and is refused without.
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dstdout.encoding=UTF-8"));
        aotCache().ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(List.of("-cp", classPath(), WorkerMain.class.getName()));
        return command;
    }

    /// The jar that this class came from, whose manifest names its libraries. Not simply
    /// `java.class.path`: in a notebook, that is the kernel's. In the tests this class comes from a
    /// folder, and `./workbook test` names the jar.
    private static String classPath() {
        try {
            var home =
                    Path.of(
                            Worker.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Files.isDirectory(home)
                    ? System.getProperty("workbook.jar", System.getProperty("java.class.path"))
                    : home.toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class comes from a file or folder", impossible);
        }
    }

    /// The cache that `./workbook` makes when it builds, and names for the JVMs it starts.
    private static Optional<Path> aotCache() {
        return Optional.ofNullable(System.getProperty("workbook.aot"))
                .map(Path::of)
                .filter(Files::exists);
    }

    /// @throws UncheckedIOException if the JVM has died
    void send(Message message) {
        try {
            toWorker.write(Wire.line(message) + "\n");
            toWorker.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException("the JVM of a check has died", gone);
        }
    }

    /// @param patience how long to wait
    /// @return the next message; empty when the worker has ended, or has said nothing for that long
    Optional<Message> receive(Duration patience) throws InterruptedException {
        return switch (events.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            case Event.Said(Message message) -> Optional.of(message);
            case Event.Ended() -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// @return the exit code, or empty while the JVM runs
    Optional<Integer> exitCode() throws InterruptedException {
        return process.waitFor(100, TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(secret)) {
                    events.add(new Event.Said(Wire.parse(line.substring(secret.length()))));
                }
            }
        } catch (IOException closed) {
            // The worker was killed: the same end.
        }
        events.add(new Event.Ended());
    }

    /// Keeps the pipe from filling up, which would block the worker.
    private static void discard(InputStream stream) {
        try (stream) {
            stream.skipNBytes(Long.MAX_VALUE);
        } catch (IOException ended) {
            // Nothing is left to discard.
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
