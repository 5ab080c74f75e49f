package p21_sync_and_async;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// # The ticket of somebody else
///
/// *Repair · 15 minutes*
///
/// A box office buys its tickets from a seller whose library calls back. The counters of the office
/// are plain threads: they call `buy`, and wait. On quiet days that works.
///
/// - "I asked for row 3 and got the ticket of the customer before, who had gone."
/// - "When a seat is sold out, we hear nothing until the time is over."
/// - "Customers who leave do not get a ticket, of course. The seller charges for it all the same."
/// - "We close the office by interrupting the counters. They go on to the next customer."
///
/// Repair the gate.
///
/// - `buy` orders the seat and waits for the answer of *this* order. Several threads may call it at
///   the same time.
/// - It returns the ticket. If the order fails, it throws a `SoldOut` whose cause is what the
///   seller reported. What `order` itself throws comes out as it is.
/// - If there is no answer when `limit` is over, the order is cancelled, and `buy` throws a
///   `TimeoutException`.
/// - If its caller is interrupted, the order is cancelled, and `buy` throws an
///   `InterruptedException`. Both happen at once.
/// - A ticket that comes when nobody waits for it any more is given back. A ticket is returned by
///   `buy` or given back, never both and never neither, also if it comes at the very moment when
///   the limit is over.
/// - The seller answers from any thread, sometimes before `order` has returned, and on a bad line
///   it tells the same answer twice. The second time changes nothing.
public final class BlockingGate {

    /// Sells tickets, and calls back.
    public interface Seller {

        Order order(String seat, Listener listener);

        /// Returns at once.
        void giveBack(String ticket);
    }

    /// Hears the answer to one order.
    public interface Listener {

        void sold(String ticket);

        void failed(Exception cause);
    }

    public interface Order {

        /// Asks the seller to forget the order. It may be too late. Returns at once.
        void cancel();
    }

    /// There is no ticket.
    public static final class SoldOut extends Exception {

        private static final long serialVersionUID = 1L;

        public SoldOut(Throwable cause) {
            super(cause);
        }
    }

    private final Seller seller;
    private final Semaphore answered = new Semaphore(0);
    private volatile String ticket;
    private volatile Exception failure;

    public BlockingGate(Seller seller) {
        this.seller = seller;
    }

    /// @param limit how long to wait for the answer
    /// @return the ticket
    /// @throws java.util.concurrent.TimeoutException if there is no answer within the limit
    public String buy(String seat, Duration limit) throws Exception {
        ticket = null;
        failure = null;
        seller.order(
                seat,
                new Listener() {
                    @Override
                    public void sold(String sold) {
                        ticket = sold;
                        answered.release();
                    }

                    @Override
                    public void failed(Exception cause) {
                        failure = cause;
                    }
                });
        try {
            answered.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null;
        }
        if (failure != null) {
            throw new RuntimeException(failure);
        }
        return ticket;
    }
}
