// rejected by: together
// misconception: "three tasks are concurrent, whatever they share": a connection answers one at a
// time
// why: the queries come one after the other
package p12_database;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

public final class UserOverview {

    public record Overview(String name, List<String> orders, Optional<String> profile) {}

    public static class DatabaseException extends Exception {
        private static final long serialVersionUID = 1L;

        public DatabaseException(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    public interface Pool {

        Connection borrow() throws DatabaseException, InterruptedException;
    }

    public interface Connection extends AutoCloseable {

        List<String> query(String sql, Object... parameters)
                throws DatabaseException, InterruptedException;

        @Override
        void close();
    }

    private final Pool pool;

    public UserOverview(Pool pool) {
        this.pool = pool;
    }

    public Optional<Overview> of(String id) throws InterruptedException, ExecutionException {
        try (var connection = pool.borrow();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var ended = new ExecutorCompletionService<List<String>>(executor);
                var user =
                        ended.submit(
                                () -> connection.query("select name from users where id = ?", id));
                var orders =
                        ended.submit(() ->
                                connection.query("select item from orders where user_id = ?", id));
                var profile =
                        ended.submit(() ->
                                connection.query(
                                        "select likes from profiles where user_id = ?", id));
                for (int i = 0; i < 3; i++) {
                    ended.take().get(); // whichever ends next: so the first failure is seen first
                }
                return user.resultNow().stream()
                        .findFirst()
                        .map(name ->
                                new Overview(
                                        name,
                                        orders.resultNow(),
                                        profile.resultNow().stream().findFirst()));
            } finally {
                // Interrupts what still runs; close() then waits until it has ended.
                executor.shutdownNow();
            }
        } catch (DatabaseException noConnection) {
            throw new ExecutionException(noConnection);
        }
    }
}
