package p16_batching;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// # One call for many callers
///
/// *Implement · 25 minutes*
///
/// Hundreds of weather stations report, each on a thread of its own, and each wants its one row in
/// the store. A call of the store costs the same for one row as for fifty. Write the desk between
/// them: it collects the rows of many callers, writes them in one call, and tells each caller the
/// number of its own row. The callers do not notice: to each of them `insert` is a call that takes
/// a little longer.
///
/// - A batch is written as soon as it has `size` rows, or when `delay` has passed since its first
///   row came. It has the rows in the order in which they came, and never more than `size`.
/// - The store is called by one thread at a time. A batch that is full or due while the store is
///   busy is written as soon as the store is free.
/// - `insert` returns the number of its own row, once that row is written.
/// - If the store fails, exactly the callers of that batch get an `ExecutionException`, whose cause
///   is what the store threw. Whoever comes later is served as always.
/// - A caller who is interrupted gets an `InterruptedException` at once. Its row may be written all
///   the same, and nobody else notices.
/// - `close` writes what waits at once, and returns when it is written. From then on `insert`
///   throws an `IllegalStateException`.
/// - Nobody waits for ever: an `insert` that meets a `close` is either served or refused.
public final class MicroBatcher implements AutoCloseable {

    /// Where the rows go. A call takes its time, the same for one row as for many.
    @FunctionalInterface
    public interface Store {
        /// Writes all of these rows, or fails and writes none.
        ///
        /// @return the numbers of the rows, in the order of the rows
        List<Integer> insert(List<String> rows) throws Exception;
    }

    /// @param size how many rows make a full batch, at least 1
    /// @param delay how long a row waits for others at most, while the store is free
    public MicroBatcher(Store store, int size, Duration delay) {
        // TODO: keep what insert needs, and start whoever writes
    }

    /// Waits until the row is written. May be called by many threads at once.
    ///
    /// @return the number of the row
    /// @throws ExecutionException if the store failed; its cause is what the store threw
    /// @throws InterruptedException if the caller was interrupted
    public int insert(String row) throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: hand the row over, and wait for its number");
    }

    /// Refuses new rows, and waits until the accepted ones are written.
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: write what waits, then end");
    }
}
