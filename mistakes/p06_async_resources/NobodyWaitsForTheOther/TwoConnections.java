// rejected by: firstFails
// misconception: "when one opening has failed, there is nothing to wait for": the other comes
// through later
// why: nobody waited for it
package p06_async_resources;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class TwoConnections {

    public interface Connection extends AutoCloseable {
        String ask(String question) throws Exception;
    }

    @FunctionalInterface
    public interface Work<T> {
        T with(Connection first, Connection second) throws Exception;
    }

    public static <T> T withBoth(
            Callable<Connection> first, Callable<Connection> second, Work<T> work)
            throws Exception {
        var one = new FutureTask<>(first);
        var two = new FutureTask<>(second);
        Thread.startVirtualThread(one);
        Thread.startVirtualThread(two);
        try {
            try (var a = one.get();
                    var b = two.get()) {
                return work.with(a, b);
            }
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private TwoConnections() {}
}
