// rejected by: slowTill
// misconception: "an empty belt is the end": it is empty whenever the till is the slower one
// why: an empty belt is not the end of all orders
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
        Thread cook = Thread.ofVirtual().name("cook").start(() -> cookUntilEnd(belt, kitchen));
        for (Order order : till) {
            belt.put(order);
        }
        cook.join();
    }

    private static void cookUntilEnd(BlockingQueue<Order> belt, Kitchen kitchen) {
        try {
            for (Order order = belt.poll(); order != null; order = belt.poll()) {
                kitchen.cook(order);
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private OrderBelt() {}
}
