// rejected by: saveReturnsAtOnce
// misconception: "get() finds the exception": and makes every caller wait for the log
// why: save waited for its task
package p03_tasks;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
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
        try {
            executor.submit(
                            () -> {
                                log.write(entry);
                                return entry;
                            })
                    .get();
        } catch (ExecutionException failed) {
            failures.add(new Failure(entry, failed.getCause()));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
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
