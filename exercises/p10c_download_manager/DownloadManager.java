package p10c_download_manager;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/// # A download manager for the day's pictures
///
/// *Implement · 75 minutes*
///
/// A news site downloads the day's pictures from several picture servers. Editors hand in batches
/// of pictures, from many threads, and one manager downloads for all of them. Each picture of a
/// batch gets exactly one `Outcome`, and the first that can be told is the one that stays.
///
/// Work from stage to stage. Each adds to the ones before, and `./workbook check p10c` says how far
/// you are.
///
/// **1 · Several at once**
///
/// - `start` begins the downloads, and returns without waiting for them. A download is: open the
///   response, read it, close it.
/// - `outcomes` waits, and has the outcomes in the order of the pictures: `Done` with what was
///   read, or `Failed` with exactly what was thrown. A failure concerns its own picture only.
///
/// **2 · Bounded**
///
/// - At most `atOnce` downloads are open at the same time in the whole manager, and at most
///   `perHost` of them on one server. What waits for a busy server keeps no place from the others.
/// - At most `accepted` pictures have been accepted and have no outcome yet. `start` waits until
///   there is room for the whole batch.
///
/// **3 · In time**
///
/// - A batch has one limit, counted from the moment it is accepted. When it is over, every picture
///   without an outcome is `TimedOut`, whatever an interrupted download throws: what runs is
///   interrupted, what waits never begins, and `outcomes` returns. That holds whenever `outcomes`
///   is called, or if it never is.
/// - A download may need a while to end after the interrupt. Nobody waits for it in `outcomes`; its
///   place stays taken until it has really ended.
///
/// **4 · Cancellable**
///
/// - `cancel` does the same before the time, and the outcome is `Cancelled`. What has an outcome
///   keeps it. Other batches notice nothing. It may be called from any thread, and any number of
///   times.
///
/// **5 · As they come**
///
/// - `next` waits for the next outcome of the batch, in the order in which they are known: each
///   once, then `Optional.empty()`. It and `outcomes` do not take anything from each other.
///
/// **6 · Nothing is left**
///
/// - Each response that was opened is closed exactly once, whatever happens, by the thread that
///   opened it, before its place is free again. If `read` and `close` both throw, the outcome is
///   the failure of `read`, with the other as suppressed. If only `close` throws, that is the
///   failure.
/// - `close` of the manager waits until every accepted batch is over and every download has ended.
///   As soon as it has begun, `start` throws a `RejectedExecutionException`: a batch is accepted as
///   a whole or not at all. It may be called again.
///
/// Write small classes and methods of your own as you need them. If your design keeps threads that
/// wait for work, write `close` first: the checks close each manager that can be closed.
public final class DownloadManager implements AutoCloseable {

    /// A picture, by the server that has it and its name there.
    public record Picture(String host, String name) {}

    /// The picture servers; called by many threads.
    @FunctionalInterface
    public interface Servers {

        /// Asks for a picture, and waits until the server begins to answer.
        ///
        /// @return the answer, which holds a connection until it is closed
        /// @throws InterruptedException if the thread was interrupted while it waited
        Response open(Picture picture) throws IOException, InterruptedException;
    }

    /// An answer that is under way; used by one thread.
    public interface Response extends AutoCloseable {

        /// Waits for the whole picture.
        String read() throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    /// What became of a picture.
    public sealed interface Outcome {

        record Done(String content) implements Outcome {}

        /// @param cause what `open`, `read` or `close` threw
        record Failed(Throwable cause) implements Outcome {}

        /// The limit of the batch was over first.
        record TimedOut() implements Outcome {}

        /// The batch was cancelled first.
        record Cancelled() implements Outcome {}
    }

    /// An outcome, and the picture that it belongs to.
    public record Arrival(Picture picture, Outcome outcome) {}

    /// Each is at least 1.
    ///
    /// @param atOnce how many downloads are open at the same time
    /// @param perHost how many of them on one server
    /// @param accepted how many pictures are accepted and have no outcome yet
    public record Limits(int atOnce, int perHost, int accepted) {}

    /// The pictures of one call of [#start].
    public final class Batch {

        private Batch() {}

        /// Waits until each picture has its outcome. May be called often, by many threads.
        ///
        /// @return the outcomes, in the order of the pictures
        public List<Outcome> outcomes() throws InterruptedException {
            throw new UnsupportedOperationException("TODO: stage 1, wait for all outcomes");
        }

        /// Waits for the next outcome. Called by one thread at a time.
        ///
        /// @return empty if all have been returned
        public Optional<Arrival> next() throws InterruptedException {
            throw new UnsupportedOperationException("TODO: stage 5, wait for the next outcome");
        }

        /// Ends the batch: what has no outcome yet is `Cancelled`. Waits for nothing.
        public void cancel() {
            throw new UnsupportedOperationException("TODO: stage 4, end what is not over");
        }
    }

    public DownloadManager(Servers servers, Limits limits) {
        // TODO: stage 1, keep what you need
    }

    /// Accepts a batch, as soon as there is room for it, and begins to download it.
    ///
    /// @param pictures at most as many as are ever accepted, all of them different
    /// @param limit how long the batch may take; more than zero
    /// @throws RejectedExecutionException if the manager is closed
    public Batch start(List<Picture> pictures, Duration limit) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: stage 1, begin the downloads");
    }

    /// Accepts no more, and waits until everything that was begun has ended.
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: stage 6, refuse and wait");
    }
}
