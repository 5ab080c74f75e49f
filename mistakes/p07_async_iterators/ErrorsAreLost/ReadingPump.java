// rejected by: failureReaches
// misconception: "what a source throws is an Exception": an Error ends its thread as well, and the
// reader waits
// why: an exception ends its own thread only
package p07_async_iterators;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.*;

public final class ReadingPump<T> implements Iterator<T>, AutoCloseable {

    @FunctionalInterface
    public interface Sink<T> {
        void put(T reading) throws InterruptedException;
    }

    @FunctionalInterface
    public interface Source<T> {
        void sendTo(Sink<T> sink) throws Exception;
    }

    private sealed interface Item<T> {}

    private record Reading<T>(T value) implements Item<T> {}

    private record End<T>(Throwable failure) implements Item<T> {}

    private final BlockingQueue<Item<T>> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final Thread thread;
    private Item<T> head;

    public ReadingPump(int capacity, Source<T> source) {
        room = new Semaphore(capacity);
        thread =
                Thread.ofVirtual()
                        .name("pump")
                        .start(() -> {
                            Throwable failure = null;
                            try {
                                source.sendTo(reading -> {
                                    room.acquire();
                                    queue.add(new Reading<>(reading));
                                });
                            } catch (Exception t) {
                                failure = t;
                            }
                            queue.add(new End<>(failure));
                        });
    }

    @Override
    public boolean hasNext() {
        if (head == null) {
            try {
                head = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            if (head instanceof Reading<T>) {
                room.release();
            }
        }
        if (head instanceof End<T>(Throwable f) && f != null) {
            throw new CompletionException(f);
        }
        return head instanceof Reading<T>;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var value = ((Reading<T>) head).value();
        head = null;
        return value;
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
