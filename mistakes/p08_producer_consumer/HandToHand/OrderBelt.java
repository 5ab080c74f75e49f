// rejected by: fastTill
// misconception: "a SynchronousQueue is the bounded one": it has no place at all
// why: the queue has fewer places than asked for
package p08_producer_consumer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

public final class OrderBelt {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    private static final Order END = new Order(0);

    public static void run(Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        BlockingQueue<Order> belt = new SynchronousQueue<>();
        Thread cook = Thread.ofVirtual().name("cook").start(() -> cookUntilEnd(belt, kitchen));
        for (Order order : till) {
            belt.put(order);
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
