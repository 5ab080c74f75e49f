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
        } // both have ended here, even if this thread was interrupted
        try (var a = new Opening(one);
                var b = new Opening(two)) {
            return work.with(a.connection(), b.connection());
        }
    }

    /// An opening that has ended, as a resource. Both of them are owned by a block before anybody
    /// asks how they ended, so one that failed cannot hide the other from its `close`.
    private record Opening(Future<Connection> opening) implements AutoCloseable {

        Connection connection() throws Exception {
            if (isOpen()) {
                return opening.resultNow();
            }
            switch (opening.exceptionNow()) {
                case Exception failure -> throw failure;
                case Throwable error -> throw new IllegalStateException(error);
            }
        }

        @Override
        public void close() throws Exception {
            if (isOpen()) {
                opening.resultNow().close();
            }
        }

        private boolean isOpen() {
            return opening.state() == Future.State.SUCCESS;
        }
    }

    private TwoConnections() {}
}
