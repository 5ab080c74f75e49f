package p09_semaphores;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// # The counter that vanished
///
/// *Repair · 12 minutes*
///
/// A box office has so many counters. Each customer is a thread: it queues for a free counter, and
/// brings its own patience. The longer the box office is open, the stranger it gets. Some evenings
/// a counter stays empty, although people queue, until the office is restarted. On other evenings
/// more customers are served at once than there are counters. And people who have queued for an
/// hour see newcomers served before them.
///
/// Repair the class. Keep what is good: waiting costs no more than the customer's patience.
///
/// - At most `counters` customers are served at once, and so many are, if they are there.
/// - A purchase that fails, in whatever way, leaves its counter free for the next. What it threw
///   reaches the customer as it is.
/// - A customer whose patience ends is not served: the result is empty, after exactly that time,
///   and no counter is gained or lost. The patience is for the queue: at the counter, a purchase
///   may take as long as it takes.
/// - A customer who is interrupted, in the queue or at the counter, gets the
///   `InterruptedException`, and no counter is gained or lost.
/// - Customers are served in the order in which they came.
public final class TicketDesk {

    private final Semaphore counters;

    /// @param counters how many customers are served at once, at least 1
    public TicketDesk(int counters) {
        this.counters = new Semaphore(counters);
    }

    /// Serves the calling customer as soon as it is their turn.
    ///
    /// @param purchase what to do at the counter; never returns null
    /// @param patience how long the customer waits for a counter
    /// @return what the purchase returned; empty if the patience ended first
    /// @throws InterruptedException if the customer is interrupted
    /// @throws Exception what the purchase threw
    public <T> Optional<T> serve(Callable<T> purchase, Duration patience) throws Exception {
        try {
            if (!counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            T ticket = purchase.call();
            counters.release();
            return Optional.of(ticket);
        } catch (IOException noConnection) {
            counters.release();
            throw noConnection;
        } catch (InterruptedException calledAway) {
            counters.release();
            throw calledAway;
        }
    }
}
