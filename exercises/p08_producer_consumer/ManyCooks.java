package p08_producer_consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// # Every cook goes home
///
/// *Repair · 12 minutes*
///
/// A snack bar has several tills and several cooks, and one belt between them. The class below was
/// brought over from asyncio, with all its habits. On most evenings it works. When there are more
/// tills than cooks, it hangs. When an order burns, it hangs as well, or there is one cook less for
/// the rest of the evening. And when `serve` has returned, a thread dump shows cooks that are still
/// there.
///
/// Repair the class. Keep what is good: the belt has few places, and the cooks work side by side.
///
/// - Every order is cooked once, however many tills and cooks there are.
/// - An order that fails is returned, with what was thrown. The others are cooked all the same, by
///   all the cooks.
/// - At most `places` orders lie on the belt. When it is full, the tills wait.
/// - `serve` returns when the last order is done, and no thread is left then.
public final class ManyCooks {

    /// What a guest wants.
    public record Order(String till, int number) {}

    /// What each cook does; called by several cooks at the same time.
    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws Exception;
    }

    /// An order that failed.
    public record Burnt(Order order, Exception cause) {}

    /// Has all orders of all tills cooked.
    ///
    /// @param tills the orders of each till; asking one for its next order may take a while
    /// @param cooks how many cooks work side by side, at least 1
    /// @param places how many orders the belt holds, at least 1
    /// @return the orders that failed, in the order in which they failed
    public static List<Burnt> serve(
            List<? extends Iterable<Order>> tills, int cooks, int places, Kitchen kitchen)
            throws InterruptedException {
        BlockingQueue<Order> belt = new ArrayBlockingQueue<>(places);
        Order end = new Order("", 0); // no guest has this very object
        Queue<Burnt> burnt = new ConcurrentLinkedQueue<>();
        AtomicInteger accepted = new AtomicInteger();
        Semaphore finished = new Semaphore(0);

        List<Thread> producers = new ArrayList<>();
        for (Iterable<Order> till : tills) {
            producers.add(Thread.startVirtualThread(() -> produce(till, belt, end, accepted)));
        }
        List<Thread> consumers = new ArrayList<>();
        for (int i = 0; i < cooks; i++) {
            consumers.add(
                    Thread.startVirtualThread(() -> consume(belt, end, kitchen, finished, burnt)));
        }

        for (Thread producer : producers) {
            producer.join();
        }
        finished.acquire(accepted.get()); // as queue.join() does
        for (Thread consumer : consumers) {
            consumer.interrupt(); // as consumer.cancel() does
        }
        return List.copyOf(burnt);
    }

    private static void produce(
            Iterable<Order> till, BlockingQueue<Order> belt, Order end, AtomicInteger accepted) {
        try {
            for (Order order : till) {
                belt.put(order);
                accepted.incrementAndGet();
            }
            belt.put(end);
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        }
    }

    private static void consume(
            BlockingQueue<Order> belt,
            Order end,
            Kitchen kitchen,
            Semaphore finished,
            Queue<Burnt> burnt) {
        Order order = null;
        try {
            while (true) {
                order = belt.take();
                if (order == end) {
                    break;
                }
                kitchen.cook(order);
                finished.release(); // as task_done() does
            }
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            burnt.add(new Burnt(order, failed));
        }
    }

    private ManyCooks() {}
}
