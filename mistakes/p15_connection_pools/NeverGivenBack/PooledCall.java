// rejected by: answers
// misconception: "the garbage collector takes care of it"
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
        return query.with(pool.borrow());
    }
}
