// rejected by: firstFails
// misconception: "both are in the head of the try, so both are closed": the second is not reached
// when asking for the first throws
// why: its connection reached nobody who closes it
package p06_async_resources;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        try (var openers = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = openers.submit(first);
            var two = openers.submit(second);
            try (var a = get(one);
                    var b = get(two)) {
                return work.with(a, b);
            }
        }
    }

    private static Connection get(Future<Connection> opening) throws Exception {
        try {
            return opening.get();
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private TwoConnections() {}
}
