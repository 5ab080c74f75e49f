// rejected by: sideBySide
// misconception: "one loop does it": the till waits for each dish
// why: one waits until the other has finished
package p08_producer_consumer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

public final class OrderBelt {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    public static void run(Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        BlockingQueue<Order> belt = new ArrayBlockingQueue<>(places);
        for (Order order : till) {
            belt.put(order);
            kitchen.cook(belt.take());
        }
    }

    private OrderBelt() {}
}
