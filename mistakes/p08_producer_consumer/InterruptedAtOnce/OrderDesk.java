// rejected by: finishesTheAccepted
// misconception: "closing time means stop": the accepted orders were to be finished
// why: while there was patience left
package p08_producer_consumer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class OrderDesk {

    public record Order(int number) {}

    @FunctionalInterface
    public interface Kitchen {
        void cook(Order order) throws InterruptedException;
    }

    public record Report(List<Order> cooked, List<Order> notDone) {}

    private final Belt belt;
    private final Kitchen kitchen;
    private final Queue<Order> cooked = new ConcurrentLinkedQueue<>();
    private final Queue<Order> notDone = new ConcurrentLinkedQueue<>();
    private final List<Thread> cooks = new ArrayList<>();

    public OrderDesk(int cooks, int places, Kitchen kitchen) {
        this.belt = new Belt(places);
        this.kitchen = kitchen;
        for (int i = 0; i < cooks; i++) {
            this.cooks.add(Thread.ofVirtual().name("cook-", i).start(this::work));
        }
    }

    public void submit(Order order) throws InterruptedException {
        if (!belt.put(order)) {
            throw new RejectedExecutionException("closed: no order " + order.number());
        }
    }

    public Report stop(Duration patience) throws InterruptedException {
        belt.close();
        cooks.forEach(Thread::interrupt); // does nothing to those who have ended
        for (Thread cook : cooks) {
            cook.join();
        }
        notDone.addAll(belt.rest());
        return new Report(List.copyOf(cooked), List.copyOf(notDone));
    }

    private void work() {
        try {
            for (Order order = belt.take(); order != null; order = belt.take()) {
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

    /// A queue that can be closed: whether it is open is asked under the lock under which the order
    /// is put, so closing time cannot come between the two.
    private static final class Belt {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Queue<Order> orders = new ArrayDeque<>();
        private final int places;
        private boolean open = true;

        Belt(int places) {
            this.places = places;
        }

        /// @return whether the order was accepted; false if the belt is closed
        boolean put(Order order) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (open && orders.size() == places) {
                    changed.await();
                }
                if (open) {
                    orders.add(order);
                    changed.signalAll();
                }
                return open;
            } finally {
                lock.unlock();
            }
        }

        /// @return the next order, or null when the belt is closed and empty
        Order take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (open && orders.isEmpty()) {
                    changed.await();
                }
                changed.signalAll();
                return orders.poll();
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                open = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        List<Order> rest() {
            lock.lock();
            try {
                return List.copyOf(orders);
            } finally {
                lock.unlock();
            }
        }
    }
}
