package p06_async_resources;

import java.io.IOException;

/// # An archive that many tasks read
///
/// *Implement · 20 minutes*
///
/// A weather archive is opened by one block of a program and read by many tasks, some of which the
/// block has not started itself. A reader that is cut off by the closing gets nonsense, and one
/// that comes too late may read a file that belongs to somebody else by then. `SharedArchive` owns
/// the archive and stands between it and its readers.
///
/// - `read` returns what the archive answers. Several threads read at the same time.
/// - Once `close` is called, no read begins: `read` throws an `IllegalStateException` at once, and
///   the archive is not asked.
/// - `close` waits until the reads that have begun have ended, well or not. Then it closes the
///   archive, once.
/// - Several threads may call `close`, at the same time or later. None of them returns before the
///   archive is closed.
/// - `close` throws what the closing of the archive threw, not wrapped, so that a block that has
///   failed keeps it as suppressed. It throws it to the first caller only.
/// - An interrupt does not stop the closing. If the thread in `close` is interrupted, or was so
///   before, the reads are waited for, the archive is closed to the end, and `close` leaves with
///   the interrupt status set.
///
/// `Archive.close()` gives up halfway when the thread that runs it is interrupted, and then the
/// file stays open for ever. Which thread is never interrupted? One that nobody else knows.
public final class SharedArchive implements AutoCloseable {

    /// Readings on a disk far away.
    public interface Archive {

        String read(String day) throws IOException, InterruptedException;

        /// Takes a while. An interrupt ends it, with the file still open.
        void close() throws IOException, InterruptedException;
    }

    private final Archive archive;

    /// @param archive open, and from now on closed by nobody else
    public SharedArchive(Archive archive) {
        this.archive = archive;
    }

    public String read(String day) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("TODO: read, unless it is closed");
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("TODO: wait for the readers, close the archive");
    }
}
