// rejected by: failuresAreACopy
// misconception: "unmodifiable means that it stays as it is": it is a view of a list that grows
// why: the list that was returned is the one that the tasks add to
package p03_tasks;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final Log log;

    public BackgroundSaver(Log log) {
        this.log = log;
    }

    public void save(String entry) {
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
        return Collections.unmodifiableList(failures);
    }

    @Override
    public void close() {
        executor.close();
    }
}
