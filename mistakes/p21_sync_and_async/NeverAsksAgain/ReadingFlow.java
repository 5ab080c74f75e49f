// rejected by: allInOrder
// misconception: "capacity was asked for, so they flow": it sends what was asked for
// why: no more are asked for
package p21_sync_and_async;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

public final class ReadingFlow<T> implements Iterator<T>, AutoCloseable {

    /// What goes through the queue. An end goes the same way as the readings, so that it cannot
    /// overtake them.
    private sealed interface Message<T> {

        record Reading<T>(T value) implements Message<T> {}

        record End<T>() implements Message<T> {}

        record Failure<T>(Throwable cause) implements Message<T> {}
    }

    private final int capacity;
    // Bounded by the demand: the station sends what was asked for, and one end.
    private final BlockingQueue<Message<T>> queue = new LinkedBlockingQueue<>();

    private final ReentrantLock lock = new ReentrantLock();
    private Flow.Subscription subscription; // with the lock; null before onSubscribe
    private boolean ended; // with the lock; nothing is asked for or cancelled any more
    private volatile boolean closed;

    private Message<T> head; // taken and not handed out; an end stays here; belongs to the reader

    public ReadingFlow(Flow.Publisher<T> station, int capacity) {
        this.capacity = capacity;
        station.subscribe(new Subscriber());
    }

    private final class Subscriber implements Flow.Subscriber<T> {

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            boolean tooLate;
            lock.lock();
            try {
                tooLate = ended; // closed before it began
                subscription = begun;
            } finally {
                lock.unlock();
            }
            if (tooLate) {
                begun.cancel();
            } else {
                begun.request(capacity);
            }
        }

        @Override
        public void onNext(T reading) {
            queue.add(new Message.Reading<>(reading));
        }

        @Override
        public void onError(Throwable cause) {
            end(new Message.Failure<>(cause));
        }

        @Override
        public void onComplete() {
            end(new Message.End<>());
        }

        private void end(Message<T> message) {
            endOnce();
            queue.add(message);
        }
    }

    /// @return the subscription, if it has begun and this call is the first to end it; or null
    private Flow.Subscription endOnce() {
        lock.lock();
        try {
            var running = ended ? null : subscription;
            ended = true;
            return running;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        if (head == null) {
            head = take();
        }
        return switch (head) {
            case Message.Reading<T> reading -> !closed;
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
        throw new NoSuchElementException("the readings have ended");
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
        closed = true;
        var running = endOnce();
        if (running != null) {
            running.cancel();
        }
        queue.add(new Message.End<>()); // wakes the reader
    }
}
