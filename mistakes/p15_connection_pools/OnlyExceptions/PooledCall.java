// rejected by: failureGivesBack
// misconception: "whatever goes wrong is an Exception"
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

    public PooledCall(Pool pool) {
        this.pool = pool;
    }

    public <T> T call(Query<T> query) throws Exception {
        Connection connection = pool.borrow();
        T answer;
        try {
            answer = query.with(connection);
        } catch (Exception failed) {
            pool.giveBack(connection);
            throw failed;
        }
        pool.giveBack(connection);
        return answer;
    }
}
