package workbook.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Notices when a file has been saved.
///
/// It looks at the file again and again instead of asking the operating system for events: editors
/// save by writing into the file, by emptying it first, or by renaming another over it, and each
/// looks different as events, on each system. A look costs microseconds.
final class SavedFile {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path file;

    SavedFile(Path file) {
        this.file = file;
    }

    /// What one look sees. Two equal looks mean: nothing has happened in between.
    private record Look(Object key, long modifiedNanos, long bytes) {

        private static final Look NOTHING = new Look("", 0, 0);

        private static Look at(Path file) throws IOException {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
                return new Look(
                        key,
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                        attributes.size());
            } catch (NoSuchFileException missing) {
                return NOTHING;
            }
        }
    }

    /// Puts `event` into `events` after each save, until this thread is interrupted.
    ///
    /// A file that is missing or empty is not reported: an editor is in the middle of saving. A
    /// file that still changes from one look to the next is half-written, and is reported when it
    /// has settled.
    <E> void report(BlockingQueue<E> events, E event) throws InterruptedException, IOException {
        var reported = Look.at(file);
        var last = reported;
        while (true) {
            Thread.sleep(PAUSE);
            var now = Look.at(file);
            boolean settled = now.equals(last) && now.bytes() > 0;
            if (settled && !now.equals(reported)) {
                reported = now;
                events.put(event);
            }
            last = now;
        }
    }
}
