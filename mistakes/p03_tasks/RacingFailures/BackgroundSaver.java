// rejected by: noFailureIsLost
// misconception: "add() is one step": two tasks that add to an ArrayList race for a place
// why: an element can be lost
package p03_tasks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class BackgroundSaver implements AutoCloseable {

    @FunctionalInterface
    public interface Log {
        void write(String entry) throws IOException;
    }

    public record Failure(String entry, Throwable cause) {}

    // A new thread for each save: what is scarce is the log, and nothing here needs a pool.
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("saver-", 0).factory());
    private final List<Failure> failures = new ArrayList<>();
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
        executor.close();
    }
}
