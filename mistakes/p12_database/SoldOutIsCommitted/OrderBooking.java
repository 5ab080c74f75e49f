// rejected by: soldOut
// misconception: "a transaction ends with commit"
// why: neither paid for by an order nor put back
package p12_database;

import java.time.Duration;
import java.util.List;

public final class OrderBooking {

    static final String TAKE = "update stock set pieces = pieces - 1 where item = ? and pieces > 0";
    static final String LINE = "insert into order_lines (customer, item) values (?, ?)";
    static final int ATTEMPTS = 3;
    static final Duration PAUSE = Duration.ofMillis(50);

    public sealed interface Booking {

        record Booked(int attempts) implements Booking {}

        record SoldOut(String item) implements Booking {}
    }

    public static class DatabaseException extends Exception {
        private static final long serialVersionUID = 1L;

        public DatabaseException(String message) {
            super(message);
        }
    }

    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    public interface Pool {

        Connection borrow() throws DatabaseException, InterruptedException;
    }

    public interface Connection extends AutoCloseable {

        void begin() throws DatabaseException;

        int update(String sql, Object... parameters) throws DatabaseException, InterruptedException;

        void commit() throws DatabaseException, InterruptedException;

        void rollback() throws DatabaseException;

        @Override
        void close();
    }

    private final Pool pool;

    public OrderBooking(Pool pool) {
        this.pool = pool;
    }

    public Booking book(String customer, List<String> items)
            throws DatabaseException, InterruptedException {
        for (int attempt = 1; true; attempt++) {
            try {
                return bookOnce(customer, items, attempt);
            } catch (Conflict conflict) {
                if (attempt == ATTEMPTS) {
                    throw conflict;
                }
            }
            Thread.sleep(PAUSE); // the connection is back by now
        }
    }

    private Booking bookOnce(String customer, List<String> items, int attempt)
            throws DatabaseException, InterruptedException {
        try (var connection = pool.borrow()) {
            connection.begin();
            Booking booking;
            try {
                booking = write(connection, customer, items, attempt);
                connection.commit();
            } catch (Throwable failed) {
                rollBack(connection, failed);
                throw failed;
            }
            return booking;
        }
    }

    private static Booking write(
            Connection connection, String customer, List<String> items, int attempt)
            throws DatabaseException, InterruptedException {
        for (var item : items) {
            if (connection.update(TAKE, item) == 0) {
                return new Booking.SoldOut(item);
            }
            connection.update(LINE, customer, item);
        }
        return new Booking.Booked(attempt);
    }

    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (DatabaseException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }
}
