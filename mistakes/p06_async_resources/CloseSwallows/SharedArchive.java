// rejected by: failuresAreKept
// misconception: "closing anyway": nobody hears that the archive is broken
// why: close has swallowed the failure
package p06_async_resources;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public final class SharedArchive implements AutoCloseable {

    public interface Archive {

        String read(String day) throws IOException, InterruptedException;

        void close() throws IOException, InterruptedException;
    }

    private final Archive archive;
    private final AtomicBoolean closing = new AtomicBoolean();
    // Shared by those who use the archive, and held alone by the one that closes it.
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private final FutureTask<Void> closed = new FutureTask<>(this::closeOnceIdle);

    public SharedArchive(Archive archive) {
        this.archive = archive;
    }

    public String read(String day) throws IOException, InterruptedException {
        refuseWhenClosing(); // at once: the lock would make it wait for the other readers
        use.readLock().lockInterruptibly();
        try {
            refuseWhenClosing(); // again: close() may have been called since
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
        boolean first = !closing.getAndSet(true);
        if (first) {
            // Nobody else knows this thread, so nobody can interrupt the closing.
            Thread.ofVirtual().name("closes the archive").start(closed);
        }
        boolean interrupted = false;
        try {
            while (!closed.isDone()) {
                try {
                    closed.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    // looked at below
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (first && closed.state() == FutureTask.State.FAILED) {
            return; // closing anyway
        }
    }

    private Void closeOnceIdle() throws IOException, InterruptedException {
        use.writeLock().lock();
        try {
            archive.close();
            return null;
        } finally {
            use.writeLock().unlock();
        }
    }
}
