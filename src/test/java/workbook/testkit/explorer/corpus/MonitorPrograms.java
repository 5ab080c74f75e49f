package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;
import static workbook.testkit.explorer.report.Explanation.Kind.UNCAUGHT_EXCEPTION;

import java.util.ArrayDeque;
import java.util.Queue;

/// `synchronized`, `wait` and `notify`.
class MonitorPrograms {
    static class Account {
        final int id;
        int balance = 10;

        Account(int id) {
            this.id = id;
        }
    }

    private static void transfer(Account first, Account second, Account from, Account to) {
        synchronized (first) {
            synchronized (second) {
                from.balance -= 3;
                to.balance += 3;
            }
        }
    }

    @Wrong(DEADLOCK)
    void locksInTheOrderOfTheArguments() throws Exception {
        var a = new Account(1);
        var b = new Account(2);
        Together.run(() -> transfer(a, b, a, b), () -> transfer(b, a, b, a));
    }

    @Right
    void locksInTheOrderOfIds() throws Exception {
        var a = new Account(1);
        var b = new Account(2);
        Together.run(() -> transfer(a, b, a, b), () -> transfer(a, b, b, a));
        assertEquals(20, a.balance + b.balance);
    }

    static class TwoLocks {
        private final Object one = new Object();
        private final Object other = new Object();
        int value;

        void addUnderOne() {
            synchronized (one) {
                value++;
            }
        }

        void addUnderOther() {
            synchronized (other) {
                value++;
            }
        }
    }

    @Wrong(ASSERTION)
    void twoLocksForOneDatum() throws Exception {
        var guarded = new TwoLocks();
        Together.run(guarded::addUnderOne, guarded::addUnderOther);
        assertEquals(2, guarded.value);
    }

    @Right
    void oneLockForOneDatum() throws Exception {
        var guarded = new TwoLocks();
        Together.run(guarded::addUnderOne, guarded::addUnderOne);
        assertEquals(2, guarded.value);
    }

    static class StaticGuard {
        static int value;

        static synchronized void add() {
            value++;
        }

        synchronized void addUnderInstance() {
            value++;
        }
    }

    @Wrong(ASSERTION)
    void staticFieldUnderTheInstancesLock() throws Exception {
        Together.run(
                () -> new StaticGuard().addUnderInstance(),
                () -> new StaticGuard().addUnderInstance());
        assertEquals(2, StaticGuard.value);
    }

    @Right
    void staticFieldUnderTheClassesLock() throws Exception {
        Together.run(StaticGuard::add, StaticGuard::add);
        assertEquals(2, StaticGuard.value);
    }

    static class Gate {
        private boolean open;

        synchronized void openForOne() {
            open = true;
            notify();
        }

        synchronized void openForAll() {
            open = true;
            notifyAll();
        }

        synchronized void pass() throws InterruptedException {
            while (!open) {
                wait();
            }
        }

        synchronized void passWithoutCondition() throws InterruptedException {
            wait();
        }
    }

    @Wrong(DEADLOCK)
    void notifyForTwoWaiters() throws Exception {
        var gate = new Gate();
        Together.run(gate::pass, gate::pass, gate::openForOne);
    }

    @Right
    void notifyAllForTwoWaiters() throws Exception {
        var gate = new Gate();
        Together.run(gate::pass, gate::pass, gate::openForAll);
    }

    @Wrong(DEADLOCK)
    void waitWithoutCondition() throws Exception {
        var gate = new Gate();
        Together.run(gate::passWithoutCondition, gate::openForAll);
    }

    @Wrong(DEADLOCK)
    void flagSetOutsideTheLock() throws Exception {
        var lock = new Object();
        boolean[] done = new boolean[1];
        Together.run(
                () -> {
                    synchronized (lock) {
                        if (!done[0]) {
                            lock.wait();
                        }
                    }
                },
                () -> {
                    synchronized (lock) {
                        lock.notifyAll();
                    }
                    synchronized (lock) {
                        done[0] = true;
                    }
                });
    }

    @Right
    void waitWithTimeoutReturns() throws Exception {
        var lock = new Object();
        long begin = System.nanoTime();
        synchronized (lock) {
            lock.wait(2_000);
        }
        assertEquals(2_000_000_000L, System.nanoTime() - begin);
    }

    @Wrong(UNCAUGHT_EXCEPTION)
    void notifyWithoutTheLock() throws Exception {
        var lock = new Object();
        Together.run(lock::notifyAll);
    }

    @Right
    void reentry() throws Exception {
        var counter = new SharedMemory.Counter();
        Together.Task twice =
                () -> {
                    synchronized (counter) {
                        counter.incrementLocked();
                    }
                };
        Together.run(twice, twice);
        assertEquals(2, counter.plain);
    }

    static class Buffer {
        private final Queue<Integer> items = new ArrayDeque<>();
        private final int capacity = 1;

        synchronized void putIf(int item) throws InterruptedException {
            if (items.size() == capacity) {
                wait();
            }
            items.add(item);
            notify();
            assertTrue(items.size() <= capacity, "over capacity");
        }

        synchronized int takeIf() throws InterruptedException {
            if (items.isEmpty()) {
                wait();
            }
            notify();
            return items.remove();
        }

        synchronized void put(int item) throws InterruptedException {
            while (items.size() == capacity) {
                wait();
            }
            items.add(item);
            notifyAll();
            assertTrue(items.size() <= capacity, "over capacity");
        }

        synchronized int take() throws InterruptedException {
            while (items.isEmpty()) {
                wait();
            }
            notifyAll();
            return items.remove();
        }
    }

    @Wrong(value = UNCAUGHT_EXCEPTION, delays = 3)
    void boundedBufferWithIf() throws Exception {
        var buffer = new Buffer();
        Together.run(() -> buffer.putIf(1), () -> buffer.putIf(2), buffer::takeIf, buffer::takeIf);
    }

    @Right(delays = 3)
    void boundedBufferWithWhile() throws Exception {
        var buffer = new Buffer();
        int[] taken = new int[2];
        Together.run(
                () -> buffer.put(1),
                () -> buffer.put(2),
                () -> taken[0] = buffer.take(),
                () -> taken[1] = buffer.take());
        assertEquals(3, taken[0] + taken[1]);
    }

    @Right
    void interruptEndsWait() throws Exception {
        var lock = new Object();
        boolean[] interrupted = new boolean[1];
        Thread waiter =
                Together.start(() -> {
                    synchronized (lock) {
                        try {
                            lock.wait();
                        } catch (InterruptedException e) {
                            interrupted[0] = true;
                        }
                    }
                });
        waiter.interrupt();
        waiter.join();
        assertTrue(interrupted[0]);
    }
}
