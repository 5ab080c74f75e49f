package workbook.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Runs code under JDK Flight Recorder.
///
/// Each run has a [Recording] of its own. One more recording never ends: it writes nothing and
/// keeps the filter installed, so that only the first run in a JVM pays for it.
final class Recorder {
    static final String CUT = "The recording grew too large: only its end is shown.";

    /// A pool thread notes the end of its task a moment after the caller has the result.
    private static final Duration GRACE = Duration.ofMillis(3);

    private static final AtomicLong RUNS = new AtomicLong();
    private static Recording keeper;

    private Recorder() {}

    static Timeline record(String title, Timeline.Body body) {
        keepInstrumented();
        var run = new Run();
        run.run = RUNS.incrementAndGet();
        try (var recording = new Recording()) {
            Tracing.observe(recording);
            recording.enable(Run.NAME).withThreshold(Duration.ZERO);
            recording.setToDisk(true);
            recording.setMaxSize(Tracing.MAX_BYTES);
            recording.start();
            run.begin();
            var failure = run(body);
            run.commit();
            LockSupport.parkNanos(GRACE.toNanos());
            recording.stop();
            var notes = recording.getSize() < Tracing.MAX_BYTES ? List.<String>of() : List.of(CUT);
            return uninterrupted(() -> {
                var events = read(recording);
                return new EventReader(Bounds.ofCode(events, run.run), failure)
                        .read(events)
                        .timeline(title, notes, () -> Optional.of(ThreadDump.now()));
            });
        }
    }

    private static Optional<Throwable> run(Timeline.Body body) {
        try {
            body.run();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    /// An interrupt that is pending closes the files that are read: it waits until they are.
    private static Timeline uninterrupted(Supplier<Timeline> work) {
        var isInterrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<RecordedEvent> read(Recording recording) {
        try {
            var file = Files.createTempFile("timeline", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording to a temporary file", e);
        }
    }

    private static synchronized void keepInstrumented() {
        if (keeper == null) {
            keeper = new Recording();
            keeper.setName("workbook timeline");
            keeper.setToDisk(false);
            Tracing.keepInstrumented(keeper);
            keeper.start();
        }
    }
}
