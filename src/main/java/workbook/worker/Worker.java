package workbook.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import workbook.sandbox.Isolation;

/// One worker's JVM, seen from its parent. It prepares one check and then judges sources, one at a
/// time.
///
/// Close it: that kills the JVM with every process it started. Not thread-safe.
final class Worker implements AutoCloseable {

    /// The exit code of a JVM under `-XX:+ExitOnOutOfMemoryError`.
    static final int OUT_OF_MEMORY = 3;

    /// Of a JVM that somebody interrupted, killed or terminated: 128 and the signal.
    private static final Set<Integer> KILLED = Set.of(128 + 2, 128 + 9, 128 + 15);

    private final Process process;
    private final int heapMegabytes;
    private final Writer toWorker;
    private final String secret = UUID.randomUUID().toString();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /// What can be heard from a worker.
    private sealed interface Event {
        record Said(Message message) implements Event {}

        record Disturbed(String how) implements Event {}

        record Ended() implements Event {}
    }

    private Worker(Process process, int heapMegabytes) {
        this.process = process;
        this.heapMegabytes = heapMegabytes;
        toWorker = process.outputWriter(StandardCharsets.UTF_8);
        // A read of a process's pipe blocks its carrier, so on two processors two such reads would
        // stop every virtual thread: these are platform threads.
        var reader = Thread.ofPlatform().daemon();
        reader.name("worker's messages").start(this::listen);
        reader.name("worker's errors").start(() -> discard(process.getErrorStream()));
    }

    /// Starts a JVM and lets it prepare; returns at once.
    static Worker start(Message.Prepare job, Isolation isolation) {
        try {
            var worker =
                    new Worker(
                            WorkerProcess.start(isolation), WorkerProcess.heapMegabytes(isolation));
            worker.toWorker.write(worker.secret + "\n");
            worker.send(job);
            return worker;
        } catch (IOException failed) {
            throw new UncheckedIOException("the JVM of a check could not be started", failed);
        }
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
    /// @throws DisturbedRun if a message was lost, repeated or changed
    Optional<Message> receive(Duration patience) throws InterruptedException, DisturbedRun {
        return switch (events.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            case Event.Said(Message message) -> Optional.of(message);
            case Event.Disturbed(String how) -> throw new DisturbedRun(how);
            case Event.Ended() -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /// @return the exit code, or empty while the JVM runs
    Optional<Integer> exitCode() throws InterruptedException {
        return process.waitFor(100, TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    /// @return whether the JVM was ended by a signal that no answer can send: the policy lets none
    ///   start a process or halt the JVM with an exit code of its own choice
    boolean wasKilled() throws InterruptedException {
        return exitCode().filter(KILLED::contains).isPresent();
    }

    /// @return whether the JVM ended by itself, and not for want of memory
    boolean failed() throws InterruptedException {
        return exitCode().filter(code -> code != OUT_OF_MEMORY).isPresent();
    }

    private void listen() {
        long expected = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(secret)) {
                    events.add(heard(line.substring(secret.length()), expected));
                    expected++;
                }
            }
        } catch (IOException closed) {
            // The worker was killed: the same end.
        }
        events.add(new Event.Ended());
    }

    private static Event heard(String line, long expected) {
        try {
            var numbered = Wire.parseNumbered(line);
            return numbered.number() == expected
                    ? new Event.Said(numbered.message())
                    : new Event.Disturbed(
                            "message %d of the checks came where %d was due"
                                    .formatted(numbered.number(), expected));
        } catch (IllegalArgumentException | JacksonException garbled) {
            return new Event.Disturbed("a message of the checks was garbled");
        }
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
