package p03_tasks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// # Fire, and do not forget
///
/// *Repair · 20 minutes*
///
/// A ticket shop writes each sale to an audit log. The log is slow, and no customer should wait for
/// it, so the sales are saved in the background. Since then, strange things happen. The log lacks
/// sales, and `failures()` says that all is well. On a busy evening the saves come in fours. After
/// `close()` the program ends, and the last sales are missing. In a thread dump nobody can tell
/// which threads are the saver's.
///
/// Repair the class. Keep what is good: `save` returns at once.
///
/// - `save` starts the work and returns; it never waits for the log.
/// - Each save has a virtual thread of its own, however many there are: the threads are named
///   `saver-0`, `saver-1`, … in the order of the saves.
/// - `close` waits until everything that was accepted has been saved or has failed. Nothing is
///   dropped, nothing is interrupted.
/// - After `close`, `save` throws a `RejectedExecutionException`.
/// - `failures()` returns the saves that have failed so far: the entry, and what the log threw, of
///   whatever type. It may be called at any time, and a list that it has returned does not change.
public final class BackgroundSaver implements AutoCloseable {

    /// The slow log.
    @FunctionalInterface
    public interface Log {
        void write(String entry) throws IOException;
    }

    /// A save that failed.
    public record Failure(String entry, Throwable cause) {}

    private final ExecutorService pool =
            Executors.newFixedThreadPool(4, Thread.ofVirtual().factory());
    private final List<Failure> failures = new ArrayList<>();
    private final Log log;
    private volatile boolean closed;

    public BackgroundSaver(Log log) {
        this.log = log;
    }

    /// Saves an entry in the background.
    ///
    /// @throws RejectedExecutionException after [#close]
    public void save(String entry) {
        if (closed) {
            throw new RejectedExecutionException("the saver is closed");
        }
        pool.submit(() -> {
            log.write(entry);
            return entry;
        });
    }

    /// @return the saves that have failed so far, in the order in which they failed
    public List<Failure> failures() {
        return failures;
    }

    /// Refuses further saves, and waits for those that were accepted.
    @Override
    public void close() {
        closed = true;
    }
}
