// rejected by: guestIsWaiting
// misconception: "whoever waits in put() will see that the desk has closed": put() waits for a
// place, and nothing else
// why: nobody wakes a guest who waits for a place
package p08_producer_consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

public final class OrderDesk {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    public record Report(List<Order> cooked, List<Order> notDone) {}

    private static final Order END = new Order(-1);

    private final BlockingQueue<Order> belt;
    private volatile boolean open = true;
    private final Kitchen kitchen;
    private final Queue<Order> cooked = new ConcurrentLinkedQueue<>();
    private final Queue<Order> notDone = new ConcurrentLinkedQueue<>();
    private final List<Thread> cooks = new ArrayList<>();

    public OrderDesk(int cooks, int places, Kitchen kitchen) {
        this.belt = new ArrayBlockingQueue<>(places);
        this.kitchen = kitchen;
        for (int i = 0; i < cooks; i++) {
            this.cooks.add(Thread.ofVirtual().name("cook-", i).start(this::work));
        }
    }

    public void submit(Order order) throws InterruptedException {
        if (!open) {
            throw new RejectedExecutionException("closed: no order " + order.number());
        }
        belt.put(order);
    }

    public Report stop(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        open = false;
        for (int i = 0; i < cooks.size(); i++) {
            belt.offer(END, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        for (Thread cook : cooks) {
            cook.join(Duration.ofNanos(deadline - System.nanoTime()));
        }
        cooks.forEach(Thread::interrupt); // does nothing to those who have ended
        for (Thread cook : cooks) {
            cook.join();
        }
        notDone.addAll(belt);
        notDone.removeIf(order -> order == END);
        return new Report(List.copyOf(cooked), List.copyOf(notDone));
    }

    private void work() {
        try {
            for (Order order = belt.take(); order != END; order = belt.take()) {
                cookOne(order);
            }
        } catch (InterruptedException closing) {
        }
    }

    private void cookOne(Order order) throws InterruptedException {
        boolean done = false;
        try {
            kitchen.cook(order);
            done = true;
        } finally {
            (done ? cooked : notDone).add(order);
        }
    }
}
