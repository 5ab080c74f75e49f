// rejected by: failureGivesBack
// misconception: "a failure has its own clean-up"
// why: it comes back in catch and again in finally
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
        try {
            return query.with(connection);
        } catch (Exception failed) {
            pool.giveBack(connection);
            throw failed;
        } finally {
            pool.giveBack(connection);
        }
    }
}
