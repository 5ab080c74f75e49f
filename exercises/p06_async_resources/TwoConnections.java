package p06_async_resources;

import java.util.concurrent.Callable;

/// # Two connections, opened together
///
/// *Implement · 8 minutes*
///
/// A report compares two weather stations, and needs a connection to each. Opening one takes a
/// while, and may fail. A station has few lines, and a connection that nobody closes keeps its line
/// for ever.
///
/// - Both connections are opened at the same time.
/// - When both are open, `work` is called with them, and its result is returned.
/// - After the work both are closed, each once: the second, then the first. Whether the work fails,
///   or the closing of the second, makes no difference.
/// - If one cannot be opened, the other is closed as well, even if it is open only later. The work
///   is not called.
/// - What is thrown is the first failure itself, not wrapped. What fails at closing after that is
///   suppressed under it.
/// - No thread outlives the method.
///
/// Write small classes and methods of your own as you need them.
public final class TwoConnections {

    /// An open line to a station.
    public interface Connection extends AutoCloseable {
        String ask(String question) throws Exception;
    }

    /// What needs both connections.
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection first, Connection second) throws Exception;
    }

    /// @param first opens the first connection; blocks meanwhile
    /// @param second opens the second connection; blocks meanwhile
    public static <T> T withBoth(
            Callable<Connection> first, Callable<Connection> second, Work<T> work)
            throws Exception {
        throw new UnsupportedOperationException("TODO: open both, work, close both");
    }

    private TwoConnections() {}
}
