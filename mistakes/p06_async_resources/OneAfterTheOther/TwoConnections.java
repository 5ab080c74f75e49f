// rejected by: openedTogether
// misconception: "a try with two resources opens them together": it opens them in turn
// why: the two waits
package p06_async_resources;

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
        try (var a = first.call();
                var b = second.call()) {
            return work.with(a, b);
        }
    }

    private TwoConnections() {}
}
