// rejected by: failuresAreKept
// misconception: "finally closes whatever happens": its failure replaces that of the work, and
// skips what follows
// why: a later failure has replaced the first
package p06_async_resources;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

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
        Connection a = null;
        Connection b = null;
        try (var openers = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = openers.submit(first);
            var two = openers.submit(second);
            a = one.get();
            b = two.get();
            return work.with(a, b);
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        } finally {
            if (b != null) {
                b.close();
            }
            if (a != null) {
                a.close();
            }
        }
    }

    private TwoConnections() {}
}
