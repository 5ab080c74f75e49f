package p12_database;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// # One user, by the name that somebody typed
///
/// *Implement · 5 minutes*
///
/// A shop has a field in which its staff types the name of a user. Names are what people have for
/// names: `Grace`, `O'Hara`, and sometimes `' or '1'='1`. The interfaces below are JDBC in small: a
/// `Source` stands for a `DataSource`, and `query` for a `PreparedStatement` whose parameters were
/// set.
///
/// - `find` asks for the columns `id` and `name` of the table `users`, where `name` is exactly what
///   was typed. The typed text is a parameter, and no part of the SQL.
/// - No user of that name is no failure: the result is empty. Names are unique.
/// - Each call opens a connection, and has closed it when it ends, however it ends.
/// - What the database throws reaches the caller as it is.
/// - Many threads call `find` at once.
public final class UserQuery {

    public record User(int id, String name) {}

    /// What the database, or the way to it, complains of.
    public static class DatabaseException extends Exception {
        private static final long serialVersionUID = 1L;

        public DatabaseException(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    public interface Source {
        Connection open() throws DatabaseException, InterruptedException;
    }

    /// For one thread at a time.
    public interface Connection extends AutoCloseable {

        /// @param sql with a `?` for each parameter
        /// @return the rows, each by the names of its columns: an `id` is an `Integer`
        List<Map<String, Object>> query(String sql, Object... parameters)
                throws DatabaseException, InterruptedException;

        @Override
        void close();
    }

    public UserQuery(Source source) {
        // TODO: keep what find needs
    }

    /// @param typed the name, as somebody typed it
    /// @return the user of that name; empty if there is none
    public Optional<User> find(String typed) throws DatabaseException, InterruptedException {
        throw new UnsupportedOperationException("TODO: ask for the user, with a parameter");
    }
}
