// rejected by: failure
// misconception: "close() is the last line": which a failure never reaches
// why: a way out does not pass close()
package p15_connection_pools;

import java.util.ArrayList;
import java.util.List;

public final class InvoiceDesk {

    public record Order(String customer, List<String> items) {}

    @FunctionalInterface
    public interface Pool {

        Connection borrow() throws InterruptedException;
    }

    public interface Connection extends AutoCloseable {

        Order order(int number) throws InterruptedException;

        String nameOf(String customer) throws InterruptedException;

        int priceOf(String item) throws InterruptedException;

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
        printer.print(text(number)); // the connection is back by now
    }

    private String text(int number) throws InterruptedException {
        Connection connection = pool.borrow();
        var order = connection.order(number);
        var lines = new ArrayList<String>();
        lines.add("Invoice for " + connection.nameOf(order.customer()));
        for (var item : order.items()) {
            lines.add(item + ": " + connection.priceOf(item));
        }
        connection.close();
        return String.join("\n", lines);
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
