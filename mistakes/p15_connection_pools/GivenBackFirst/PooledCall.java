// rejected by: answers
// misconception: "a connection may be used while it is in the pool"
// why: the connection came back before the query had ended
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

    public PooledCall(Pool pool) {
        this.pool = pool;
    }

    public <T> T call(Query<T> query) throws Exception {
        Connection connection = pool.borrow();
        pool.giveBack(connection);
        return query.with(connection);
    }
}
