package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DATA_RACE;
import static workbook.testkit.explorer.report.Explanation.Kind.UNCAUGHT_EXCEPTION;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Fields, arrays and atomics.
class SharedMemory {
    static class Counter {
        int plain;
        volatile int vol;
        static final AtomicIntegerFieldUpdater<Counter> UPDATER =
                AtomicIntegerFieldUpdater.newUpdater(Counter.class, "vol");

        synchronized void incrementLocked() {
            plain++;
        }
    }

    @Wrong(ASSERTION)
    void lostUpdate() throws Exception {
        var counter = new Counter();
        Together.run(() -> counter.plain++, () -> counter.plain++);
        assertEquals(2, counter.plain);
    }

    @Right
    void lockedUpdate() throws Exception {
        var counter = new Counter();
        Together.run(counter::incrementLocked, counter::incrementLocked);
        assertEquals(2, counter.plain);
    }

    @Wrong(ASSERTION)
    void lostUpdateOfVolatile() throws Exception {
        var counter = new Counter();
        Together.run(() -> counter.vol++, () -> counter.vol++);
        assertEquals(2, counter.vol);
    }

    @Right
    void updateByUpdater() throws Exception {
        var counter = new Counter();
        Together.run(
                () -> Counter.UPDATER.incrementAndGet(counter),
                () -> Counter.UPDATER.incrementAndGet(counter));
        assertEquals(2, counter.vol);
    }

    @Wrong(ASSERTION)
    void updaterAndVolatileMixed() throws Exception {
        var counter = new Counter();
        Together.run(
                () -> Counter.UPDATER.incrementAndGet(counter),
                () -> counter.vol = counter.vol + 1);
        assertEquals(2, counter.vol);
    }

    @Wrong(ASSERTION)
    void lostUpdateInArray() throws Exception {
        long[] sums = new long[1];
        Together.run(() -> sums[0] += 5, () -> sums[0] += 7);
        assertEquals(12, sums[0]);
    }

    @Right
    void oneElementEach() throws Exception {
        long[] sums = new long[2];
        Together.run(() -> sums[0] += 5, () -> sums[1] += 7);
        assertEquals(12, sums[0] + sums[1]);
    }

    static class Statics {
        static int total;
        static int runs;
        static final AtomicInteger ATOMIC_TOTAL = new AtomicInteger();
    }

    @Wrong(ASSERTION)
    void lostUpdateOfStatic() throws Exception {
        Together.run(() -> Statics.total++, () -> Statics.total++);
        assertEquals(2, Statics.total);
    }

    /// Each schedule begins with the statics of a fresh class.
    @Right
    void staticsBeginAnew() throws Exception {
        Statics.runs++;
        Together.run(Statics.ATOMIC_TOTAL::incrementAndGet, Statics.ATOMIC_TOTAL::incrementAndGet);
        assertEquals(2, Statics.ATOMIC_TOTAL.get());
        assertEquals(1, Statics.runs);
    }

    @Wrong(ASSERTION)
    void atomicGetThenSet() throws Exception {
        var counter = new AtomicInteger();
        Together.run(() -> counter.set(counter.get() + 1), () -> counter.set(counter.get() + 1));
        assertEquals(2, counter.get());
    }

    @Right
    void atomicIncrement() throws Exception {
        var counter = new AtomicInteger();
        Together.run(counter::incrementAndGet, counter::incrementAndGet, counter::incrementAndGet);
        assertEquals(3, counter.get());
    }

    @Right
    void adder() throws Exception {
        var counter = new LongAdder();
        Together.run(counter::increment, counter::increment);
        assertEquals(2, counter.sum());
    }

    @Wrong(ASSERTION)
    void withdrawAfterLooking() throws Exception {
        var balance = new AtomicInteger(10);
        Together.Task withdraw =
                () -> {
                    if (balance.get() >= 7) {
                        balance.addAndGet(-7);
                    }
                };
        Together.run(withdraw, withdraw);
        assertTrue(balance.get() >= 0, "overdrawn: " + balance.get());
    }

    @Right
    void withdrawByCompareAndSet() throws Exception {
        var balance = new AtomicInteger(10);
        Together.Task withdraw =
                () -> {
                    int before = balance.get();
                    while (before >= 7 && !balance.compareAndSet(before, before - 7)) {
                        before = balance.get();
                    }
                };
        Together.run(withdraw, withdraw);
        assertEquals(3, balance.get());
    }

    static class Flag {
        boolean stop;
        volatile boolean stopVolatile;
    }

    @Wrong(DATA_RACE)
    void stopFlagNotVolatile() throws Exception {
        var flag = new Flag();
        Thread worker =
                Together.start(() -> {
                    while (!flag.stop) {
                        Thread.onSpinWait();
                    }
                });
        flag.stop = true;
        worker.join();
    }

    @Right
    void stopFlagVolatile() throws Exception {
        var flag = new Flag();
        Thread worker =
                Together.start(() -> {
                    while (!flag.stopVolatile) {
                        Thread.onSpinWait();
                    }
                });
        flag.stopVolatile = true;
        worker.join();
    }

    @Right
    void stopFlagVolatileWithoutHint() throws Exception {
        var flag = new Flag();
        Thread worker =
                Together.start(() -> {
                    while (!flag.stopVolatile) {}
                });
        flag.stopVolatile = true;
        worker.join();
    }

    static class Lazy {
        private Object instance;
        private volatile Object published;

        Object unsafe() {
            if (instance == null) {
                instance = new Object();
            }
            return instance;
        }

        Object doubleCheckedPlain() {
            if (instance == null) {
                synchronized (this) {
                    if (instance == null) {
                        instance = new Object();
                    }
                }
            }
            return instance;
        }

        Object doubleChecked() {
            if (published == null) {
                synchronized (this) {
                    if (published == null) {
                        published = new Object();
                    }
                }
            }
            return published;
        }
    }

    @Wrong(ASSERTION)
    void lazyInitialization() throws Exception {
        var lazy = new Lazy();
        Object[] seen = new Object[2];
        Together.run(() -> seen[0] = lazy.unsafe(), () -> seen[1] = lazy.unsafe());
        assertSame(seen[0], seen[1]);
    }

    @Wrong(DATA_RACE)
    void doubleCheckedWithoutVolatile() throws Exception {
        var lazy = new Lazy();
        Together.run(lazy::doubleCheckedPlain, lazy::doubleCheckedPlain);
    }

    @Right
    void doubleCheckedWithVolatile() throws Exception {
        var lazy = new Lazy();
        Object[] seen = new Object[2];
        Together.run(() -> seen[0] = lazy.doubleChecked(), () -> seen[1] = lazy.doubleChecked());
        assertSame(seen[0], seen[1]);
    }

    static class StartsInConstructor {
        private final Thread worker;
        private int setting;
        int seen;

        StartsInConstructor(boolean early) throws InterruptedException {
            Thread.Builder builder = Thread.ofVirtual();
            if (early) {
                worker = builder.start(() -> seen = setting);
                setting = 5;
            } else {
                setting = 5;
                worker = builder.start(() -> seen = setting);
            }
            worker.join();
        }
    }

    @Wrong(ASSERTION)
    void threadStartedBeforeTheFieldIsSet() throws Exception {
        assertEquals(5, new StartsInConstructor(true).seen);
    }

    @Right
    void threadStartedAfterTheFieldIsSet() throws Exception {
        assertEquals(5, new StartsInConstructor(false).seen);
    }

    record Range(int low, int high) {}

    @Wrong(UNCAUGHT_EXCEPTION)
    void twoFieldsSeenApart() throws Exception {
        var low = new AtomicInteger(0);
        var high = new AtomicInteger(10);
        Together.run(
                () -> {
                    low.set(20);
                    high.set(30);
                },
                () -> assertTrueIn(low.get() <= high.get()));
    }

    @Right
    void bothInOneReference() throws Exception {
        var range = new AtomicReference<>(new Range(0, 10));
        Together.run(
                () -> range.set(new Range(20, 30)),
                () -> {
                    Range seen = range.get();
                    assertTrueIn(seen.low() <= seen.high());
                });
    }

    private static void assertTrueIn(boolean holds) {
        if (!holds) {
            throw new AssertionError("the two were seen apart");
        }
    }
}
