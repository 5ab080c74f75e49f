// rejected by: secondFails
// misconception: "what get throws is what the opening threw": it is an ExecutionException with that
// as its cause
// why: the failure is wrapped
package p06_async_resources;

import java.util.concurrent.Callable;
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
        try (var a = new Opening(one);
                var b = new Opening(two)) {
            return work.with(a.opening().get(), b.opening().get());
        }
    }

    private record Opening(Future<Connection> opening) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            if (opening.state() == Future.State.SUCCESS) {
                opening.resultNow().close();
            }
        }
    }

    private TwoConnections() {}
}
