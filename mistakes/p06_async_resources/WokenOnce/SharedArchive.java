// rejected by: closeWaits
// misconception: "notified means empty": one reader has ended, another still reads
// why: close does not wait for the reads that have begun
package p06_async_resources;

import java.io.IOException;
import java.util.concurrent.*;

public final class SharedArchive implements AutoCloseable {

    public interface Archive {

        String read(String day) throws IOException, InterruptedException;

        void close() throws IOException, InterruptedException;
    }

    private final Archive archive;
    private final Object lock = new Object();
    private int readers;
    private boolean closed;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    public SharedArchive(Archive archive) {
        this.archive = archive;
    }

    public String read(String day) throws IOException, InterruptedException {
        synchronized (lock) {
            if (closed) throw new IllegalStateException("closed");
            readers++;
        }
        try {
            return archive.read(day);
        } finally {
            synchronized (lock) {
                readers--;
                lock.notifyAll();
            }
        }
    }

    @Override
    public void close() throws IOException {
        boolean first;
        synchronized (lock) {
            first = !closed;
            closed = true;
        }
        if (first) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            synchronized (lock) {
                                if (readers > 0) {
                                    lock.wait(60_000);
                                }
                            }
                            archive.close();
                            done.complete(null);
                        } catch (Throwable t) {
                            done.completeExceptionally(t);
                        }
                    });
        }
        Throwable failure = null;
        try {
            done.join();
        } catch (CompletionException e) {
            failure = e.getCause();
        }
        if (first && failure != null) {
            switch (failure) {
                case IOException io -> throw io;
                case RuntimeException re -> throw re;
                case Error er -> throw er;
                default -> throw new IOException(failure);
            }
        }
    }
}
