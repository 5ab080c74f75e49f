// rejected by: holdsBack
// misconception: "the queue takes what comes": for a reader who is slower, until the memory is
// full
// why: a queue without a bound
package p07_async_iterators;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

public final class ReadingPump<T> implements Iterator<T>, AutoCloseable {

    @FunctionalInterface
    public interface Sink<T> {
        void put(T reading) throws InterruptedException;
    }

    @FunctionalInterface
    public interface Source<T> {
        void sendTo(Sink<T> sink) throws Exception;
    }

    /// What goes through the queue. The end goes the same way as the readings, so it cannot
    /// overtake them.
    private sealed interface Message<T> {

        record Reading<T>(T value) implements Message<T> {}

        record End<T>() implements Message<T> {}

        record Failure<T>(Throwable cause) implements Message<T> {}
    }

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Message<T>> queue;
    private volatile boolean closed;

    // Taken from the queue and not handed out yet. Belongs to the reader. An end stays here.
    private Message<T> head;

    public ReadingPump(int capacity, Source<T> source) {
        queue = new LinkedBlockingQueue<>();
        executor.execute(() -> pump(source));
    }

    private void pump(Source<T> source) {
        var end = endOf(source);
        try {
            // After close nobody reads: the queue may stay full for ever.
            if (!closed) {
                queue.put(end);
            }
        } catch (InterruptedException closedMeanwhile) {
            // The thread ends here, and the interrupt with it.
        }
    }

    private Message<T> endOf(Source<T> source) {
        try {
            source.sendTo(reading -> queue.put(new Message.Reading<>(reading)));
            return new Message.End<>();
        } catch (Throwable failed) {
            return new Message.Failure<>(failed);
        }
    }

    @Override
    public boolean hasNext() {
        if (head == null) {
            head = take();
        }
        return switch (head) {
            case Message.Reading<T> reading -> true;
            case Message.End<T> end -> false;
            case Message.Failure<T>(Throwable cause) -> throw new CompletionException(cause);
        };
    }

    @Override
    public T next() {
        if (hasNext() && head instanceof Message.Reading<T>(T value)) {
            head = null;
            return value;
        }
        throw new NoSuchElementException("the source has ended");
    }

    private Message<T> take() {
        try {
            return queue.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a reading");
        }
    }

    @Override
    public void close() {
        closed = true; // before the interrupt: whoever answers it finds the flag set
        executor.shutdownNow();
        executor.close(); // waits for the thread, even if its caller is interrupted
    }
}
