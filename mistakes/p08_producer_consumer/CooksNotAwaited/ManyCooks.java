// rejected by: moreCooksThanTills
// misconception: "interrupt() ends a thread": it asks
// why: an interrupt only asks a cook to go
package p08_producer_consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

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
        AtomicInteger accepted = new AtomicInteger();
        Semaphore finished = new Semaphore(0);

        List<Thread> producers = new ArrayList<>();
        for (Iterable<Order> till : tills) {
            producers.add(Thread.startVirtualThread(() -> produce(till, belt, accepted)));
        }
        List<Thread> consumers = new ArrayList<>();
        for (int i = 0; i < cooks; i++) {
            consumers.add(Thread.startVirtualThread(() -> consume(belt, kitchen, finished, burnt)));
        }

        try {
            join(producers);
            finished.acquire(accepted.get());
            consumers.forEach(Thread::interrupt);
        } catch (InterruptedException sentHome) {
            producers.forEach(Thread::interrupt);
            consumers.forEach(Thread::interrupt);
            throw sentHome;
        }
        return List.copyOf(burnt);
    }

    private static void produce(
            Iterable<Order> till, BlockingQueue<Order> belt, AtomicInteger accepted) {
        try {
            for (Order order : till) {
                belt.put(order);
                accepted.incrementAndGet();
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private static void consume(
            BlockingQueue<Order> belt, Kitchen kitchen, Semaphore finished, Queue<Burnt> burnt) {
        try {
            for (Order order = belt.take(); ; order = belt.take()) {
                try {
                    cookOne(order, kitchen, burnt);
                } finally {
                    finished.release();
                }
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
