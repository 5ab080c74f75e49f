// rejected by: found
// misconception: "there is always a first row"
// why: a result without a row is no failure
package p12_database;

import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class UserQuery {

    public record User(int id, String name) {}

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

    public interface Connection extends AutoCloseable {

        List<Map<String, Object>> query(String sql, Object... parameters)
                throws DatabaseException, InterruptedException;

        @Override
        void close();
    }

    private final Source source;

    public UserQuery(Source source) {
        this.source = source;
    }

    public Optional<User> find(String typed) throws DatabaseException, InterruptedException {
        try (var connection = source.open()) {
            var row =
                    connection.query("select id, name from users where name = ?", typed).getFirst();
            return Optional.of(new User((Integer) row.get("id"), (String) row.get("name")));
        }
    }
}
