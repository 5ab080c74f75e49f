package p21_sync_and_async;

import java.util.Iterator;
import java.util.concurrent.Flow;

/// # A flow that you can iterate over
///
/// *Implement · 25 minutes*
///
/// A weather station publishes its readings as a `Flow.Publisher`. Whoever shows them has a thread
/// and wants a loop: `for each reading, draw`. Write the bridge: a subscriber on the one side, an
/// iterator that blocks on the other.
///
/// - The constructor subscribes, and returns at once. The publisher calls `onSubscribe` when it
///   likes, from any thread, perhaps much later.
/// - At most `capacity` readings are asked for and not handed out by `next` yet. The station is
///   never asked for more, and all its readings come through.
/// - `hasNext` waits until there is a reading or the end. `next` hands the readings out in order.
/// - After `onComplete`, and when all readings are handed out, `hasNext` is false, and `next`
///   throws a `NoSuchElementException`.
/// - After `onError` the readings before it come first. Then `hasNext` and `next` throw a
///   `CompletionException` whose cause is what the station reported, each time.
/// - `close` cancels the subscription, once, if it has not ended. If `onSubscribe` comes only after
///   `close`, it is cancelled then, and nothing is asked for.
/// - After `close`, `hasNext` is false. A reader on another thread that is waiting in `hasNext`
///   when `close` is called is woken by it.
/// - A reader who is interrupted in `hasNext` gets a `CancellationException`, and its interrupt
///   status is set.
///
/// One thread reads. Any thread may call `close`, also twice.
public final class ReadingFlow<T> implements Iterator<T>, AutoCloseable {

    /// @param capacity how many readings may be asked for ahead, at least 1
    public ReadingFlow(Flow.Publisher<T> station, int capacity) {
        // TODO: subscribe
    }

    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException("TODO: wait for a reading or the end");
    }

    @Override
    public T next() {
        throw new UnsupportedOperationException("TODO: hand out the next reading");
    }

    /// Asks for no more readings.
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: cancel the subscription");
    }
}
