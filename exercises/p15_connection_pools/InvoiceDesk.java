package p15_connection_pools;

import java.util.ArrayList;
import java.util.List;

/// # The pool that starves itself
///
/// *Repair · 12 minutes*
///
/// An invoice needs an order, the name of its customer, and the price of each item. `customer` and
/// `price` are used elsewhere too, so each of them borrows a connection from the pool. With one
/// invoice at a time all is well. On busy days nothing moves: every connection is in use, and the
/// database has nothing to do. Besides, the printer takes its time, and on days when it is slow the
/// whole shop is.
///
/// Repair the class. The answers stay as they are.
///
/// - An invoice borrows one connection, once, and asks everything with it: with a pool of a single
///   connection it comes, and with many invoices at once as well.
/// - The connection is back before the printer begins, and it is back if a query fails.
/// - `customer` and `price` can still be called by themselves: then each borrows one connection.
/// - What a query or the printer throws reaches the caller as it is.
public final class InvoiceDesk {

    public record Order(String customer, List<String> items) {}

    /// A few connections, for all.
    @FunctionalInterface
    public interface Pool {

        /// Waits until a connection is free.
        Connection borrow() throws InterruptedException;
    }

    /// For one thread at a time.
    public interface Connection extends AutoCloseable {

        Order order(int number) throws InterruptedException;

        String nameOf(String customer) throws InterruptedException;

        int priceOf(String item) throws InterruptedException;

        /// Gives the connection back to its pool.
        @Override
        void close();
    }

    @FunctionalInterface
    public interface Printer {
        void print(String invoice) throws InterruptedException;
    }

    private final Pool pool;
    private final Printer printer;

    public InvoiceDesk(Pool pool, Printer printer) {
        this.pool = pool;
        this.printer = printer;
    }

    public void invoice(int number) throws InterruptedException {
        Connection connection = pool.borrow();
        var order = connection.order(number);
        var lines = new ArrayList<String>();
        lines.add("Invoice for " + customer(order.customer()));
        for (var item : order.items()) {
            lines.add(item + ": " + price(item));
        }
        printer.print(String.join("\n", lines));
        connection.close();
    }

    public String customer(String customer) throws InterruptedException {
        try (var connection = pool.borrow()) {
            return connection.nameOf(customer);
        }
    }

    public int price(String item) throws InterruptedException {
        try (var connection = pool.borrow()) {
            return connection.priceOf(item);
        }
    }
}
