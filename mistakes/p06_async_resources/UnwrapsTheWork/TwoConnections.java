// rejected by: closedInReverse
// misconception: "every ExecutionException is mine": the work may throw one of its own
// why: what the work threw was unwrapped
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
            ExecutionException bad = null;
            try {
                c1 = f1.get();
            } catch (ExecutionException e) {
                bad = e;
            }
            try {
                c2 = f2.get();
            } catch (ExecutionException e) {
                if (bad == null) bad = e;
                else bad.getCause().addSuppressed(e.getCause());
            }
            try (Connection a = c1;
                    Connection b = c2) {
                if (bad != null) throw bad;
                return work.with(a, b);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception x) throw x;
                throw e;
            }
        }
    }

    private TwoConnections() {}
}
