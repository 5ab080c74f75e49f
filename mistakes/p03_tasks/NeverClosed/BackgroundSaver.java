// rejected by: closeWaits
// misconception: "nothing to do in close": the executor goes on, and nobody waits for it
// why: close came back without waiting
package p03_tasks;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

public final class BackgroundSaver implements AutoCloseable {

    @FunctionalInterface
    public interface Log {
        void write(String entry) throws IOException;
    }

    public record Failure(String entry, Throwable cause) {}

    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("saver-", 0).factory());
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Log log;
    private volatile boolean closed;

    public BackgroundSaver(Log log) {
        this.log = log;
    }

    public void save(String entry) {
        if (closed) {
            throw new RejectedExecutionException("the saver is closed");
        }
        executor.execute(() -> write(entry));
    }

    private void write(String entry) {
        try {
            log.write(entry);
        } catch (Throwable failed) {
            failures.add(new Failure(entry, failed));
        }
    }

    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        closed = true;
    }
}
