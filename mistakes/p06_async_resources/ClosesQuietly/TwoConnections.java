// rejected by: failuresAreKept
// misconception: "what fails at closing does not matter any more": nobody will know
// why: what failed at closing was dropped
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
        Future<Connection> one;
        Future<Connection> two;
        try (var openers = Executors.newVirtualThreadPerTaskExecutor()) {
            one = openers.submit(first);
            two = openers.submit(second);
        }
        try {
            return work.with(get(one), get(two));
        } finally {
            closeQuietly(two);
            closeQuietly(one);
        }
    }

    private static Connection get(Future<Connection> opening) throws Exception {
        try {
            return opening.get();
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private static void closeQuietly(Future<Connection> opening) {
        try {
            opening.get().close();
        } catch (Exception quiet) {
            // closing anyway
        }
    }

    private TwoConnections() {}
}
