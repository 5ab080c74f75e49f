// rejected by: answers
// misconception: "borrowing once is enough"
// why: a way out of call does not pass giveBack
package p15_connection_pools;

public final class PooledCall {

    public interface Connection {
        String ask(String question) throws Exception;
    }

    public interface Pool {

        Connection borrow() throws InterruptedException;

        void giveBack(Connection connection);
    }

    @FunctionalInterface
    public interface Query<T> {
        T with(Connection connection) throws Exception;
    }

    private final Pool pool;
    private Connection kept;

    public PooledCall(Pool pool) {
        this.pool = pool;
    }

    public <T> T call(Query<T> query) throws Exception {
        synchronized (this) {
            if (kept == null) {
                kept = pool.borrow();
            }
        }
        return query.with(kept);
    }
}
