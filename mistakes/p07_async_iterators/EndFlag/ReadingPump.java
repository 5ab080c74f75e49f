// rejected by: orderAndEnd
// misconception: "empty and done is the end": done may come after the look, and nobody wakes
// who waits for a reading
// why: a flag wakes nobody
package p07_async_iterators;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class ReadingPump<T> implements Iterator<T>, AutoCloseable {

    @FunctionalInterface
    public interface Sink<T> {
        void put(T reading) throws InterruptedException;
    }

    @FunctionalInterface
    public interface Source<T> {
        void sendTo(Sink<T> sink) throws Exception;
    }

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<T> queue;
    private volatile Throwable failure;
    private volatile boolean done;

    public ReadingPump(int capacity, Source<T> source) {
        queue = new ArrayBlockingQueue<>(capacity);
        executor.execute(() -> pump(source));
    }

    private void pump(Source<T> source) {
        try {
            source.sendTo(queue::put);
        } catch (Throwable failed) {
            failure = failed;
        }
        done = true;
    }

    @Override
    public boolean hasNext() {
        if (!done || !queue.isEmpty()) {
            return true;
        }
        if (failure != null) {
            throw new CompletionException(failure);
        }
        return false;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the source has ended");
        }
        try {
            return queue.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a reading");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
