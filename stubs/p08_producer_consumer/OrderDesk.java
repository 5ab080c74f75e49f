package p08_producer_consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// # Closing time at the order desk
///
/// *Implement · 20 minutes*
///
/// A snack bar takes orders at a desk. The cooks work from the moment the desk is opened. At
/// closing time the desk accepts no more, and the cooks finish what was accepted, as far as there
/// is time. Every guest whose order was accepted is told what became of it. Guests come until the
/// last moment, from many threads, and some are waiting at the desk when it closes.
///
/// - The constructor starts the cooks. Each cook prepares one order at a time.
/// - `submit` waits while `places` accepted orders wait for a cook. When it returns, the order is
///   accepted.
/// - As soon as `stop` has begun, `submit` throws a `RejectedExecutionException`. A guest who is
///   waiting in `submit` at that moment waits no longer than `stop`: the order is either accepted
///   or refused.
/// - `stop` lets the cooks finish the accepted orders, and returns when they have. If they have not
///   when `patience` is over, it interrupts them and waits until they have ended. No thread is
///   left.
/// - The report of `stop` has every accepted order once: `cooked`, or `notDone` if it was never
///   begun or was interrupted. It has no order that was refused.
/// - `stop` is called once.
///
/// A `BlockingQueue` cannot be closed. Look for the moment between asking whether the desk is open
/// and putting the order on the belt.
public final class OrderDesk {

    /// What a guest wants, by its number; no two orders have the same.
    public record Order(int number) {}

    /// Prepares one order; called by several cooks at the same time.
    @FunctionalInterface
    public interface Kitchen {

        /// @throws InterruptedException if the cook was interrupted; the order is not done then
        void cook(Order order) throws InterruptedException;
    }

    /// What became of the accepted orders, in any order.
    public record Report(List<Order> cooked, List<Order> notDone) {}

    /// Opens the desk, and starts the cooks.
    ///
    /// @param cooks how many orders are cooked at the same time, at least 1
    /// @param places how many accepted orders may wait for a cook, at least 1
    public OrderDesk(int cooks, int places, Kitchen kitchen) {
        throw new UnsupportedOperationException("TODO: start the cooks");
    }

    /// Hands in an order, and waits for a place if there is none.
    ///
    /// @throws RejectedExecutionException if the desk is closed, or closes while the guest waits
    public void submit(Order order) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: accept the order, wait, or refuse");
    }

    /// Closes the desk.
    ///
    /// @param patience how long the cooks may go on
    /// @return what became of every accepted order
    public Report stop(Duration patience) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO: accept no more, finish what was accepted, report");
    }
}
