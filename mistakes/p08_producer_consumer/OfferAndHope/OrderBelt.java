// rejected by: fastTill
// misconception: "offer is put without the exception": it does not wait, and says so to nobody
// why: offer() does not wait
package p08_producer_consumer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

public final class OrderBelt {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    private static final Order END = new Order(0);

    public static void run(Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        BlockingQueue<Order> belt = new ArrayBlockingQueue<>(places);
        Thread cook = Thread.ofVirtual().name("cook").start(() -> cookUntilEnd(belt, kitchen));
        for (Order order : till) {
            belt.offer(order);
        }
        belt.put(END);
        cook.join();
    }

    private static void cookUntilEnd(BlockingQueue<Order> belt, Kitchen kitchen) {
        try {
            for (Order order = belt.take(); order != END; order = belt.take()) {
                kitchen.cook(order);
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private OrderBelt() {}
}
