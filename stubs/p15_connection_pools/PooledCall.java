package p15_connection_pools;

/// # Borrow, use, give back
///
/// *Implement · 5 minutes*
///
/// All parts of a shop ask the same database, over a pool of a few connections. Whoever forgets to
/// give a connection back takes it away from all the others, for good. So nobody shall borrow by
/// hand any more: write the one method that all of them call.
///
/// - `call` borrows a connection, runs the query with it, on the thread of its caller, and returns
///   what the query returned.
/// - It gives the connection back once, when the query has ended, however it ended. What the query
///   threw reaches the caller as it is.
/// - A caller who is interrupted while it waits for a connection gets the `InterruptedException`.
///   It has borrowed nothing, and gives nothing back.
/// - Many threads call `call` at once.
public final class PooledCall {

    public interface Connection {
        String ask(String question) throws Exception;
    }

    public interface Pool {

        /// Waits until a connection is free.
        Connection borrow() throws InterruptedException;

        /// @throws IllegalArgumentException for null
        void giveBack(Connection connection);
    }

    @FunctionalInterface
    public interface Query<T> {
        T with(Connection connection) throws Exception;
    }

    public PooledCall(Pool pool) {
        // TODO: keep what call needs
    }

    /// @return what the query returned
    /// @throws InterruptedException if the caller is interrupted while it waits for a connection
    /// @throws Exception what the query threw
    public <T> T call(Query<T> query) throws Exception {
        throw new UnsupportedOperationException("TODO: borrow, use, give back");
    }
}
