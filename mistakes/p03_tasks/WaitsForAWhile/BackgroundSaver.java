// rejected by: closeWaits
// misconception: "ten seconds are enough for any log": on the evening when they are not, sales are
// lost
// why: awaitTermination() gives up when its time is over
package p03_tasks;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

public final class BackgroundSaver implements AutoCloseable {

    @FunctionalInterface
    public interface Log {
        void write(String entry) throws IOException;
    }

    public record Failure(String entry, Throwable cause) {}

    // A new thread for each save: what is scarce is the log, and nothing here needs a pool.
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("saver-", 0).factory());
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Log log;

    public BackgroundSaver(Log log) {
        this.log = log;
    }

    public void save(String entry) {
        executor.execute(() -> write(entry));
    }

    // Nobody holds a future of this task, so it must tell its own failure, whatever the type.
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
        executor.shutdown();
        try {
            executor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
