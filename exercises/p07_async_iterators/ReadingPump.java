package p07_async_iterators;

import java.util.Iterator;

/// # A pump that does not leak
///
/// *Implement · 20 minutes*
///
/// A weather station measures in a loop and puts each reading into a sink. Whoever shows the
/// readings wants to iterate over them, and to leave when they have seen enough. Write what is in
/// between: the source runs on a thread of its own, its readings go through a bounded queue, and
/// the reader takes them from there.
///
/// - The constructor starts the source on a virtual thread and returns at once.
/// - `hasNext` waits until there is a reading or the end. `next` hands the readings out in order.
/// - At most `capacity` readings lie in the queue. A source that is ahead waits in `put`.
/// - When the source has returned and all its readings are read, `hasNext` is false, however often
///   it is asked, and `next` throws a `NoSuchElementException`.
/// - When the source has thrown, the readings that it put before come first. Then `hasNext` and
///   `next` throw a `CompletionException` whose cause is what the source threw, each time.
/// - `close` interrupts the source, and returns when its thread has ended: also while the queue is
///   full, and whether the source answers the interrupt by throwing or by returning.
/// - `close` may be called when the source has ended, and twice. It waits, too, if the interrupt
///   status of its caller is set, and leaves the status set.
/// - A reader who is interrupted in `hasNext` gets a `CancellationException`, and its interrupt
///   status is set.
public final class ReadingPump<T> implements Iterator<T>, AutoCloseable {

    /// Where a source puts its readings: the `yield` of a generator.
    @FunctionalInterface
    public interface Sink<T> {
        void put(T reading) throws InterruptedException;
    }

    /// A loop that produces. It may end, go on for ever, or fail.
    @FunctionalInterface
    public interface Source<T> {
        void sendTo(Sink<T> sink) throws Exception;
    }

    public ReadingPump(int capacity, Source<T> source) {
        throw new UnsupportedOperationException("TODO: start the source on a thread of its own");
    }

    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException("TODO: wait for a reading or the end");
    }

    @Override
    public T next() {
        throw new UnsupportedOperationException("TODO: hand out the next reading");
    }

    /// Stops the source, and waits until it has ended.
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: stop the source, wait for its end");
    }
}
