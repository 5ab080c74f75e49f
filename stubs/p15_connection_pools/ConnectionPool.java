package p15_connection_pools;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// # A pool by hand
///
/// *Implement · 25 minutes*
///
/// Write what HikariCP does, in small: a pool that opens at most so many connections, keeps those
/// that are not in use, and survives everything that its users do to it.
///
/// - At most `size` connections are open at once. One is opened when somebody needs it and none is
///   idle; two can be opened at the same time. An idle one is used before a new one is opened.
/// - `borrow` waits while all are in use, for `patience` at most, and then throws a
///   `TimeoutException`. Whoever waits longest is served first. Opening takes as long as it takes.
/// - A connection that `isBroken` when it is given back is closed, and its place is free: the next
///   who needs one opens another.
/// - No place is ever lost: not when opening fails, which the borrower gets as it is, and not when
///   a borrower is interrupted, while it waits or while it opens.
/// - `giveBack` of what is not out, such as a second time, throws an `IllegalStateException` and
///   changes nothing.
/// - `close` closes what is idle, at once, and does not wait. Whoever waits in `borrow` gets an
///   `IllegalStateException`, and so does whoever comes later. What is out can still be used, and
///   is closed when it is given back. Closing again does nothing.
public final class ConnectionPool implements AutoCloseable {

    /// How a connection is opened: it may take a while, and may fail.
    @FunctionalInterface
    public interface Connector {
        Connection connect() throws IOException, InterruptedException;
    }

    public interface Connection {

        /// @return whether it is of no more use; never waits
        boolean isBroken();

        /// Ends it; never waits.
        void close();
    }

    /// @param size how many connections may be open at once, at least 1
    public ConnectionPool(Connector connector, int size) {
        // TODO: keep what the pool needs
    }

    /// @throws TimeoutException if none was free for as long as `patience`
    /// @throws IllegalStateException if the pool is closed
    /// @throws IOException if a connection could not be opened
    public Connection borrow(Duration patience)
            throws InterruptedException, TimeoutException, IOException {
        throw new UnsupportedOperationException("TODO: hand out a connection");
    }

    /// @throws IllegalStateException if this connection is not out
    public void giveBack(Connection connection) {
        throw new UnsupportedOperationException("TODO: take a connection back");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: close what is idle, and let nobody wait");
    }
}
