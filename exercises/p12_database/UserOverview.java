package p12_database;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// # Three queries that wait for each other
///
/// *Repair · 15 minutes*
///
/// The page of a user needs three queries. Somebody has made them concurrent, and the page is as
/// slow as it was: all three share one connection. Worse, once in a while a page fails, and an hour
/// later the pool is empty. Unknown users get an error page in place of "no such user". And a
/// colleague from the audit has typed `1 or 1=1` into the address bar, and was shown somebody's
/// orders.
///
/// Repair the class. `Pool` is a connection pool, in small, and `query` is a prepared statement.
///
/// - The three queries are in flight at the same time, each on a connection of its own, as far as
///   the pool has connections. With a pool of a single connection the page still comes.
/// - What the address bar says is a parameter (`?`), and no part of the SQL.
/// - A user who does not exist is an empty result. A profile may be missing.
/// - If a query fails, nobody waits for the others any longer: they are interrupted, and `of`
///   throws an `ExecutionException` whose cause is what the query threw. Which of the three it was
///   makes no difference.
/// - If the thread in `of` is interrupted, the queries are interrupted, and `of` throws
///   `InterruptedException`.
/// - However `of` ends, each of its connections is back in the pool by then, and none of its
///   threads goes on.
public final class UserOverview {

    /// @param profile empty if the user has none
    public record Overview(String name, List<String> orders, Optional<String> profile) {}

    /// What the database, or the way to it, complains of.
    public static class DatabaseException extends Exception {
        private static final long serialVersionUID = 1L;

        public DatabaseException(String message) {
            super(message);
        }
    }

    /// A few connections, for all.
    @FunctionalInterface
    public interface Pool {

        /// Waits until a connection is free.
        Connection borrow() throws DatabaseException, InterruptedException;
    }

    /// For one thread at a time.
    public interface Connection extends AutoCloseable {

        /// @param sql with a `?` for each parameter
        /// @return the values of the one column, from top to bottom
        List<String> query(String sql, Object... parameters)
                throws DatabaseException, InterruptedException;

        /// Gives the connection back to its pool.
        @Override
        void close();
    }

    private final Pool pool;

    public UserOverview(Pool pool) {
        this.pool = pool;
    }

    /// @param id as it came from the address bar
    /// @throws ExecutionException if a query failed; its cause is what the query threw
    public Optional<Overview> of(String id) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Connection connection = pool.borrow();
            var user =
                    executor.submit(
                            () -> connection.query("select name from users where id = " + id));
            var orders =
                    executor.submit(() ->
                            connection.query("select item from orders where user_id = " + id));
            var profile =
                    executor.submit(() ->
                            connection.query("select likes from profiles where user_id = " + id));
            var overview =
                    new Overview(
                            user.get().getFirst(),
                            orders.get(),
                            Optional.of(profile.get().getFirst()));
            connection.close();
            return Optional.of(overview);
        } catch (DatabaseException noConnection) {
            throw new ExecutionException(noConnection);
        }
    }
}
