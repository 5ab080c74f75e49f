// rejected by: slowTill
// misconception: "a flag tells the cook": it is looked at before take() begins to wait
// why: nobody told the cook that no more orders will come
package p08_producer_consumer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

public final class OrderBelt {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    public static void run(Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        BlockingQueue<Order> belt = new ArrayBlockingQueue<>(places);
        AtomicBoolean open = new AtomicBoolean(true);
        Thread cook =
                Thread.ofVirtual().name("cook").start(() -> cookUntilEnd(belt, open, kitchen));
        for (Order order : till) {
            belt.put(order);
        }
        open.set(false);
        cook.join();
    }

    private static void cookUntilEnd(
            BlockingQueue<Order> belt, AtomicBoolean open, Kitchen kitchen) {
        try {
            while (open.get() || !belt.isEmpty()) {
                kitchen.cook(belt.take());
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private OrderBelt() {}
}
