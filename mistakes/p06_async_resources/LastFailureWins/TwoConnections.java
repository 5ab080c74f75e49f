// rejected by: firstFails
// misconception: "one failure is as good as another": the second replaces the first, and the first
// is lost
// why: a later failure has replaced the first
package p06_async_resources;

import java.util.concurrent.*;
import java.util.concurrent.Callable;

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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var f1 = executor.submit(first);
            var f2 = executor.submit(second);
            Connection c1 = null, c2 = null;
            Throwable failure = null;
            try {
                c1 = f1.get();
            } catch (ExecutionException e) {
                failure = e.getCause();
            }
            try {
                c2 = f2.get();
            } catch (ExecutionException e) {
                failure = e.getCause();
            }
            try (Connection a = c1;
                    Connection b = c2) {
                if (failure instanceof Exception e) {
                    throw e;
                }
                return work.with(a, b);
            }
        }
    }

    private TwoConnections() {}
}
