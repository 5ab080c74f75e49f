// rejected by: readTogether
// misconception: "a lock keeps the closing out": it keeps the other readers out as well
// why: one reader waits for the other
package p06_async_resources;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

public final class SharedArchive implements AutoCloseable {

    public interface Archive {

        String read(String day) throws IOException, InterruptedException;

        void close() throws IOException, InterruptedException;
    }

    private final Archive archive;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    public SharedArchive(Archive archive) {
        this.archive = archive;
    }

    public String read(String day) throws IOException, InterruptedException {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the archive is closed");
            }
            return archive.read(day);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                archive.close();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
