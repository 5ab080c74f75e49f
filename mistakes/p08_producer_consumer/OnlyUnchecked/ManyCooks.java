// rejected by: aFailingOrder
// misconception: "a failure is a RuntimeException": Kitchen may throw any Exception
// why: an exception ends its own thread only
package p08_producer_consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;

public final class ManyCooks {

    public record Order(String till, int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws Exception;
    }

    public record Burnt(Order order, Exception cause) {}

    private static final Order END = new Order("", 0);

    public static List<Burnt> serve(
            List<? extends Iterable<Order>> tills, int cooks, int places, Kitchen kitchen)
            throws InterruptedException {
        BlockingQueue<Order> belt = new ArrayBlockingQueue<>(places);
        Queue<Burnt> burnt = new ConcurrentLinkedQueue<>();

        List<Thread> producers = new ArrayList<>();
        for (Iterable<Order> till : tills) {
            producers.add(Thread.startVirtualThread(() -> produce(till, belt)));
        }
        List<Thread> consumers = new ArrayList<>();
        for (int i = 0; i < cooks; i++) {
            consumers.add(Thread.startVirtualThread(() -> consume(belt, kitchen, burnt)));
        }

        try {
            join(producers);
            for (int i = 0; i < cooks; i++) {
                belt.put(END);
            }
            join(consumers);
        } catch (InterruptedException sentHome) {
            producers.forEach(Thread::interrupt);
            consumers.forEach(Thread::interrupt);
            throw sentHome;
        }
        return List.copyOf(burnt);
    }

    private static void produce(Iterable<Order> till, BlockingQueue<Order> belt) {
        try {
            for (Order order : till) {
                belt.put(order);
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private static void consume(BlockingQueue<Order> belt, Kitchen kitchen, Queue<Burnt> burnt) {
        try {
            for (Order order = belt.take(); order != END; order = belt.take()) {
                try {
                    kitchen.cook(order);
                } catch (RuntimeException failed) {
                    burnt.add(new Burnt(order, failed));
                }
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private ManyCooks() {}
}
