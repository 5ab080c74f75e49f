package p12_database;

import java.time.Duration;
import java.util.List;

/// # All of an order, or nothing of it
///
/// *Implement · 25 minutes*
///
/// A shop books an order: it takes each item from the stock, and writes a line for it. If the
/// second item is sold out, the first must not be gone. Many customers book at once, over a pool of
/// a few connections; now and then the database undoes a transaction because it met another's, and
/// asks to try it again.
///
/// - `book` runs one transaction on one connection: `begin`, for each item `TAKE` and then `LINE`,
///   then `commit`. The values are parameters.
/// - `TAKE` changes no row if the item is sold out. Then the transaction is rolled back, and the
///   result is `SoldOut`.
/// - If anything fails, of whatever type, or the thread is interrupted, the transaction is rolled
///   back, and what was thrown reaches the caller as it is. If the rollback fails too, that is
///   suppressed under it.
/// - After a `Conflict`, at a statement or at `commit`, the transaction is rolled back and begun
///   anew, after `PAUSE`: at most `ATTEMPTS` times in all. The last conflict reaches the caller.
/// - Nothing else is tried again. If `commit` fails otherwise, nobody knows whether it has
///   happened, and a second try might book twice.
/// - `book` holds one connection at most, and none while it pauses. However it ends, the connection
///   is back, without a transaction.
public final class OrderBooking {

    static final String TAKE = "update stock set pieces = pieces - 1 where item = ? and pieces > 0";
    static final String LINE = "insert into order_lines (customer, item) values (?, ?)";
    static final int ATTEMPTS = 3;
    static final Duration PAUSE = Duration.ofMillis(50);

    public sealed interface Booking {

        /// @param attempts how many transactions it took, 1 if there was no conflict
        record Booked(int attempts) implements Booking {}

        record SoldOut(String item) implements Booking {}
    }

    /// What the database, or the way to it, complains of.
    public static class DatabaseException extends Exception {
        private static final long serialVersionUID = 1L;

        public DatabaseException(String message) {
            super(message);
        }
    }

    /// The transaction met another and cannot go on: SQL state 40001 or 40P01.
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    public interface Pool {

        /// Waits until a connection is free.
        Connection borrow() throws DatabaseException, InterruptedException;
    }

    /// For one thread at a time.
    public interface Connection extends AutoCloseable {

        /// Begins a transaction. Without one, each statement is committed at once.
        void begin() throws DatabaseException;

        /// @param sql with a `?` for each parameter
        /// @return how many rows it changed
        int update(String sql, Object... parameters) throws DatabaseException, InterruptedException;

        void commit() throws DatabaseException, InterruptedException;

        void rollback() throws DatabaseException;

        /// Gives the connection back to its pool, as it is.
        @Override
        void close();
    }

    public OrderBooking(Pool pool) {
        // TODO: keep what book needs
    }

    /// @throws DatabaseException what the database threw; a [Conflict] only after so many attempts
    public Booking book(String customer, List<String> items)
            throws DatabaseException, InterruptedException {
        throw new UnsupportedOperationException("TODO: book all items in one transaction");
    }
}
