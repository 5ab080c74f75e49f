// rejected by: firstFails
// misconception: "cancel says whether the opening has come through": it asks the Future, and the
// connection is open a moment earlier
// why: a cancelled Future has thrown
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
            try {
                try (var a = one.get()) {
                    try (var b = two.get()) {
                        return work.with(a, b);
                    }
                }
            } catch (ExecutionException failed) {
                if (!two.cancel(true) && two.state() == Future.State.SUCCESS) {
                    two.resultNow().close();
                }
                throw (Exception) failed.getCause();
            }
        }
    }

    private TwoConnections() {}
}
