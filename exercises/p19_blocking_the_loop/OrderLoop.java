package p19_blocking_the_loop;

import java.util.concurrent.RejectedExecutionException;

/// # A loop with blocking calls
///
/// *Implement · 25 minutes*
///
/// A shop shows its orders on a board. The board has no lock: one thread, the loop, does everything
/// with it, one event after the other. For each order a lookup asks a slow service whether the
/// goods are there. It blocks, so it must not run on the loop. Its answer belongs on the board, so
/// it must come back to the loop.
///
/// - `submit` may be called from any thread, and returns at once.
/// - For each order: `received` on the loop, in the order of the submits; then the lookup; then
///   `answered` or `failed` on the loop, with what the lookup returned or threw, of whatever type.
/// - Only the loop calls the board: one thread, always the same, none of the callers'.
/// - The loop never waits. Each lookup runs on a virtual thread of its own, and those of different
///   customers run at the same time.
/// - Orders of one customer follow each other: the lookup of the next begins when the one before is
///   on the board, answered or failed.
/// - `close` refuses further orders, and returns when every accepted order has been answered or has
///   failed. No thread is left then. It may be called once.
/// - After `close` has begun, `submit` throws a `RejectedExecutionException`. No order is accepted
///   and then forgotten.
public final class OrderLoop implements AutoCloseable {

    public record Order(String customer, int number) {}

    /// What the shop knows. Not thread-safe: it belongs to the loop. Throws nothing.
    public interface Board {
        void received(Order order);

        void answered(Order order, String answer);

        void failed(Order order, Throwable cause);
    }

    /// The slow service.
    @FunctionalInterface
    public interface Lookup {
        /// Blocks until the service has answered.
        String ask(Order order) throws Exception;
    }

    public OrderLoop(Board board, Lookup lookup) {
        // TODO: keep what the methods need
    }

    /// Hands an order to the loop.
    ///
    /// @throws RejectedExecutionException after [#close]
    public void submit(Order order) {
        throw new UnsupportedOperationException("TODO: hand the order to the loop");
    }

    /// Refuses further orders, and waits for those that were accepted.
    @Override
    public void close() {
        throw new UnsupportedOperationException("TODO: wait until every order is done");
    }
}
