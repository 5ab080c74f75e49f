package workbook.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// What the [Observer] in a program's JVM has left in a folder.
///
/// A JVM that is killed writes no recording, but its repository holds what it had flushed: all but
/// the last second.
record Leftovers(Path folder) {
    /// Where the header of a chunk says how long the chunk is, and whether it is still written to.
    private static final int LENGTH = 8;

    private static final int STATE = 64;

    /// The version of a JVM that is too old to record.
    Optional<String> tooOld() throws IOException {
        return text("too-old");
    }

    Optional<String> problem() throws IOException {
        return text("problem");
    }

    boolean isComplete() throws IOException {
        var recording = folder.resolve(Observer.RECORDING);
        return Files.exists(recording) && Files.size(recording) > 0;
    }

    long size() throws IOException {
        return isComplete() ? Files.size(folder.resolve(Observer.RECORDING)) : 0;
    }

    Optional<ThreadDump> threads() {
        var file = folder.resolve(Observer.THREADS);
        return Files.exists(file) ? Optional.of(new ThreadDump(file)) : Optional.empty();
    }

    List<RecordedEvent> events() throws IOException {
        if (isComplete()) {
            return RecordingFile.readAllEvents(folder.resolve(Observer.RECORDING));
        }
        var events = new ArrayList<RecordedEvent>();
        for (var chunk : chunks()) {
            events.addAll(RecordingFile.readAllEvents(finished(chunk)));
        }
        return events;
    }

    Optional<Instant> end() {
        return threads().map(ThreadDump::time);
    }

    private List<Path> chunks() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jfr"))
                    .filter(file -> file.toFile().length() > STATE)
                    .sorted()
                    .toList();
        }
    }

    /// The chunk up to its last flush, marked as if its writer had ended it.
    private Path finished(Path chunk) throws IOException {
        var bytes = Files.readAllBytes(chunk);
        bytes[STATE] = 0;
        var flushed = Math.toIntExact(ByteBuffer.wrap(bytes).getLong(LENGTH));
        return Files.write(folder.resolve("chunk"), Arrays.copyOf(bytes, flushed));
    }

    private Optional<String> text(String name) throws IOException {
        var file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
