// rejected by: guestIsWaiting
// misconception: "a handler that puts makes execute() wait": it puts behind the back of shutdown()
// why: whoever has waited has to ask again whether the desk is open
package p08_producer_consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

public final class OrderDesk {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    public record Report(List<Order> cooked, List<Order> notDone) {}

    private record Task(Order order, Runnable work) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    private final ThreadPoolExecutor pool;
    private final Kitchen kitchen;
    private final Queue<Order> cooked = new ConcurrentLinkedQueue<>();
    private final Queue<Order> notDone = new ConcurrentLinkedQueue<>();

    public OrderDesk(int cooks, int places, Kitchen kitchen) {
        this.kitchen = kitchen;
        this.pool =
                new ThreadPoolExecutor(
                        cooks,
                        cooks,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(places),
                        (task, executor) -> putAnyway(task, executor));
    }

    private static void putAnyway(Runnable task, ThreadPoolExecutor executor) {
        if (executor.isShutdown()) {
            throw new RejectedExecutionException("closed");
        }
        try {
            executor.getQueue().put(task);
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(sentHome);
        }
    }

    public void submit(Order order) throws InterruptedException {
        pool.execute(new Task(order, () -> cookOne(order)));
    }

    public Report stop(Duration patience) throws InterruptedException {
        pool.shutdown();
        List<Order> rest = new ArrayList<>();
        if (!pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            for (Runnable task : pool.shutdownNow()) {
                rest.add(((Task) task).order());
            }
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
        rest.addAll(notDone);
        return new Report(List.copyOf(cooked), rest);
    }

    private void cookOne(Order order) {
        try {
            kitchen.cook(order);
            cooked.add(order);
        } catch (InterruptedException closing) {
            notDone.add(order);
        }
    }
}
