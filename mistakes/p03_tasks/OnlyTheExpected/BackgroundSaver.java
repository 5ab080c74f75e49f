// rejected by: failuresAreTold
// misconception: "a log fails with an IOException": it may fail with anything
// why: the task catches one type of exception
package p03_tasks;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

    public BackgroundSaver(Log log) {
        this.log = log;
    }

    public void save(String entry) {
        executor.submit(() -> write(entry));
    }

    private void write(String entry) {
        try {
            log.write(entry);
        } catch (IOException failed) {
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
