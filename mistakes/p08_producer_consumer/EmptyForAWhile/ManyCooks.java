// rejected by: moreTillsThanCooks
// misconception: "a belt that is empty for long enough is the end": a till may be slower than
// that
// why: or a belt that is empty for a while, is not the end of all orders
package p08_producer_consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

public final class ManyCooks {

    public record Order(String till, int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws Exception;
    }

    public record Burnt(Order order, Exception cause) {}

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
            Order order = belt.poll(20, TimeUnit.MILLISECONDS);
            while (order != null) {
                cookOne(order, kitchen, burnt);
                order = belt.poll(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cookOne(Order order, Kitchen kitchen, Queue<Burnt> burnt)
            throws InterruptedException {
        try {
            kitchen.cook(order);
        } catch (InterruptedException sentHome) {
            throw sentHome;
        } catch (Exception failed) {
            burnt.add(new Burnt(order, failed));
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private ManyCooks() {}
}
