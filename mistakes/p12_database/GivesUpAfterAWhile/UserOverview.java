// rejected by: onlyOne
// misconception: "what has not come by now does not come": the pool was busy
// why: somebody gave up waiting
package p12_database;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var ended = new ExecutorCompletionService<List<String>>(executor);
                var user = ended.submit(query("select name from users where id = ?", id));
                var orders = ended.submit(query("select item from orders where user_id = ?", id));
                var profile =
                        ended.submit(query("select likes from profiles where user_id = ?", id));
                for (int i = 0; i < 3; i++) {
                    var next = ended.poll(200, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        next.get();
                    }
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
        }
    }

    /// The task borrows, and the task gives back: it never holds a connection while it waits.
    private Callable<List<String>> query(String sql, String id) {
        return () -> {
            try (var connection = pool.borrow()) {
                return connection.query(sql, id);
            }
        };
    }
}
