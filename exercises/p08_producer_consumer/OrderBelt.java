package p08_producer_consumer;

/// # A belt between till and kitchen
///
/// *Implement · 5 minutes*
///
/// A till takes orders, a cook prepares them, and each has a pace of their own. Put a belt with a
/// few places between the two.
///
/// - The till goes on taking orders while the cook is busy: one of them works on a thread of its
///   own.
/// - Every order is cooked once, in the order in which the till took it.
/// - At most `places` orders lie on the belt. When it is full, the till waits.
/// - When the till has no more orders, the cook finishes those on the belt. Then `run` returns, and
///   no thread is left.
/// - An order may have any number. None of them means the end.
public final class OrderBelt {

    /// What a guest wants, by its number.
    public record Order(int number) {}

    /// The cook: takes a while for each order.
    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    /// Brings all orders of the till to the kitchen.
    ///
    /// @param till the orders to come; asking for the next may take a while
    /// @param places how many orders the belt holds, at least 1
    public static void run(Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO: put the orders on a belt, cook what comes off it, and end");
    }

    private OrderBelt() {}
}
