package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DATA_RACE;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/// `java.util.concurrent.locks`.
class LockPrograms {
    private final ReentrantLock one = new ReentrantLock();
    private final ReentrantLock two = new ReentrantLock();
    private final ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
    private final StampedLock stamped = new StampedLock();
    private int a;
    private int b;

    private static void nested(ReentrantLock outer, ReentrantLock inner) {
        outer.lock();
        try {
            inner.lock();
            inner.unlock();
        } finally {
            outer.unlock();
        }
    }

    @Wrong(DEADLOCK)
    void lockOrder() throws Exception {
        Together.run(() -> nested(one, two), () -> nested(two, one));
    }

    @Right
    void sameLockOrder() throws Exception {
        Together.run(() -> nested(one, two), () -> nested(one, two));
    }

    private void incrementLocked() {
        one.lock();
        try {
            a++;
        } finally {
            one.unlock();
        }
    }

    @Wrong(ASSERTION)
    void writerWithoutLock() throws Exception {
        Together.run(this::incrementLocked, () -> a++);
        assertEquals(2, a);
    }

    @Right
    void bothLock() throws Exception {
        Together.run(this::incrementLocked, this::incrementLocked);
        assertEquals(2, a);
    }

    @Wrong(DEADLOCK)
    void unlockNotInFinally() throws Exception {
        Together.Task fails =
                () -> {
                    one.lock();
                    try {
                        Integer.parseInt("x");
                        one.unlock();
                    } catch (NumberFormatException e) {
                        a = 0; // handled, but the lock stays
                    }
                };
        Together.run(fails, fails);
    }

    @Right
    void tryLockGivesUp() throws Exception {
        Together.Task polite =
                () -> {
                    if (one.tryLock(1, TimeUnit.SECONDS)) {
                        one.unlock();
                    }
                };
        Together.run(polite, polite);
    }

    @Wrong(ASSERTION)
    void tryLockIgnoringTheAnswer() throws Exception {
        Together.Task careless =
                () -> {
                    boolean locked = one.tryLock();
                    a++;
                    if (locked) {
                        one.unlock();
                    }
                };
        Together.run(careless, careless);
        assertEquals(2, a);
    }

    private void write(int value) {
        readWrite.writeLock().lock();
        try {
            a = value;
            b = value;
        } finally {
            readWrite.writeLock().unlock();
        }
    }

    private void writeUnderReadLock(int value) {
        readWrite.readLock().lock();
        try {
            a = value;
            b = value;
        } finally {
            readWrite.readLock().unlock();
        }
    }

    private boolean readSame() {
        readWrite.readLock().lock();
        try {
            return a == b;
        } finally {
            readWrite.readLock().unlock();
        }
    }

    @Wrong(DATA_RACE)
    void readerWithoutReadLock() throws Exception {
        int[] seen = new int[1];
        Together.run(() -> write(1), () -> seen[0] = a);
    }

    @Wrong(ASSERTION)
    void writerUnderReadLock() throws Exception {
        boolean[] same = {true};
        Together.run(() -> writeUnderReadLock(1), () -> same[0] = readSame());
        assertTrue(same[0]);
    }

    @Right
    void readWriteLock() throws Exception {
        boolean[] same = {true};
        Together.run(() -> write(1), () -> same[0] = readSame());
        assertTrue(same[0]);
    }

    @Wrong(DEADLOCK)
    void readLockUpgraded() throws Exception {
        Together.run(() -> {
            readWrite.readLock().lock();
            readWrite.writeLock().lock();
        });
    }

    @Wrong(ASSERTION)
    void optimisticReadNotValidated() throws Exception {
        boolean[] same = {true};
        Together.run(
                this::writeStamped,
                () -> {
                    long stamp = stamped.tryOptimisticRead();
                    int x = a;
                    int y = b;
                    same[0] = stamp == 0 || x == y;
                });
        assertTrue(same[0]);
    }

    private void writeStamped() {
        long stamp = stamped.writeLock();
        try {
            a = 1;
            b = 1;
        } finally {
            stamped.unlockWrite(stamp);
        }
    }

    @Right
    void stampedReadLock() throws Exception {
        boolean[] same = {true};
        Together.run(
                this::writeStamped,
                () -> {
                    long stamp = stamped.readLock();
                    try {
                        same[0] = a == b;
                    } finally {
                        stamped.unlockRead(stamp);
                    }
                });
        assertTrue(same[0]);
    }

    @Wrong(DEADLOCK)
    void signalBeforeAwait() throws Exception {
        Condition ready = one.newCondition();
        Together.run(
                () -> {
                    one.lock();
                    try {
                        ready.await();
                    } finally {
                        one.unlock();
                    }
                },
                () -> {
                    one.lock();
                    try {
                        ready.signalAll();
                    } finally {
                        one.unlock();
                    }
                });
    }

    @Right
    void awaitInALoop() throws Exception {
        Condition ready = one.newCondition();
        Together.run(
                () -> {
                    one.lock();
                    try {
                        while (a == 0) {
                            ready.await();
                        }
                    } finally {
                        one.unlock();
                    }
                },
                () -> {
                    one.lock();
                    try {
                        a = 1;
                        ready.signalAll();
                    } finally {
                        one.unlock();
                    }
                });
    }

    static class Buffer {
        private final Queue<Integer> items = new ArrayDeque<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition notFull = lock.newCondition();
        private final Condition notEmpty = lock.newCondition();

        void put(int item) throws InterruptedException {
            lock.lock();
            try {
                while (items.size() == 1) {
                    notFull.await();
                }
                items.add(item);
                notEmpty.signal();
            } finally {
                lock.unlock();
            }
        }

        int take() throws InterruptedException {
            lock.lock();
            try {
                while (items.isEmpty()) {
                    notEmpty.await();
                }
                notFull.signal();
                return items.remove();
            } finally {
                lock.unlock();
            }
        }
    }

    @Right(delays = 3)
    void boundedBufferWithConditions() throws Exception {
        var buffer = new Buffer();
        Together.run(() -> buffer.put(1), () -> buffer.put(2), buffer::take, buffer::take);
    }

    @Wrong(DEADLOCK)
    void oneConditionAndSignal() throws Exception {
        Condition changed = one.newCondition();
        Together.Task waitForB =
                () -> {
                    one.lock();
                    try {
                        while (b == 0) {
                            changed.await();
                        }
                    } finally {
                        one.unlock();
                    }
                };
        Together.run(
                waitForB,
                waitForB,
                () -> {
                    one.lock();
                    try {
                        b = 1;
                        changed.signal();
                    } finally {
                        one.unlock();
                    }
                });
    }

    @Right
    void awaitTimesOut() throws Exception {
        Condition never = one.newCondition();
        one.lock();
        try {
            assertFalse(never.await(3, TimeUnit.HOURS));
        } finally {
            one.unlock();
        }
    }

    private static void dine(int philosophers, boolean ordered) throws Exception {
        ReentrantLock[] forks = new ReentrantLock[philosophers];
        for (int i = 0; i < philosophers; i++) {
            forks[i] = new ReentrantLock();
        }
        Together.Task[] dinners = new Together.Task[philosophers];
        for (int i = 0; i < philosophers; i++) {
            int left = i;
            int right = (i + 1) % philosophers;
            boolean swap = ordered && left > right;
            dinners[i] = () -> nested(forks[swap ? right : left], forks[swap ? left : right]);
        }
        Together.run(dinners);
    }

    @Wrong(DEADLOCK)
    void philosophers() throws Exception {
        dine(3, false);
    }

    @Right
    void philosophersInOrder() throws Exception {
        dine(3, true);
    }

    @Right
    void parkAndUnpark() throws Exception {
        Thread sleeper = Together.start(LockSupport::park);
        LockSupport.unpark(sleeper);
        sleeper.join();
    }

    @Wrong(DEADLOCK)
    void parkWithoutUnpark() throws Exception {
        Together.run(LockSupport::park);
    }
}
