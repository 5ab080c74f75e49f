// rejected by: interruptsAreKept
// misconception: "an interrupt means leave": close leaves, and the archive is open for ever
// why: close leaves without closing
package p06_async_resources;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public final class SharedArchive implements AutoCloseable {

    public interface Archive {

        String read(String day) throws IOException, InterruptedException;

        void close() throws IOException, InterruptedException;
    }

    private final Archive archive;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private final AtomicBoolean closing = new AtomicBoolean();

    public SharedArchive(Archive archive) {
        this.archive = archive;
    }

    public String read(String day) throws IOException, InterruptedException {
        refuseWhenClosing();
        use.readLock().lockInterruptibly();
        try {
            refuseWhenClosing();
            return archive.read(day);
        } finally {
            use.readLock().unlock();
        }
    }

    private void refuseWhenClosing() {
        if (closing.get()) {
            throw new IllegalStateException("the archive is closed");
        }
    }

    @Override
    public void close() throws IOException {
        if (closing.getAndSet(true)) {
            return;
        }
        try {
            use.writeLock().lockInterruptibly();
            try {
                archive.close();
            } finally {
                use.writeLock().unlock();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
