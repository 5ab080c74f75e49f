// rejected by: sideBySide
// misconception: "when nothing came for a while, nothing will come": a time is not an end
// why: a time that runs out is no sign of it either
package p08_producer_consumer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

public final class OrderBelt {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    public static void run(Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        BlockingQueue<Order> belt = new ArrayBlockingQueue<>(places);
        Thread cook =
                Thread.ofVirtual().name("cook").start(() -> cookUntilNothingCame(belt, kitchen));
        for (Order order : till) {
            belt.put(order);
        }
        cook.join();
    }

    private static void cookUntilNothingCame(BlockingQueue<Order> belt, Kitchen kitchen) {
        try {
            Order order;
            while ((order = belt.poll(1, TimeUnit.SECONDS)) != null) {
                kitchen.cook(order);
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private OrderBelt() {}
}
