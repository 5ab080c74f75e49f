package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DATA_RACE;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Semaphores, latches, barriers, phasers and exchangers.
class Synchronizers {
    private final Semaphore permits = new Semaphore(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private void enter() {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
    }

    @Wrong(ASSERTION)
    void tryAcquireIgnored() throws Exception {
        Together.Task visit =
                () -> {
                    if (permits.availablePermits() > 0) {
                        boolean ignored = permits.tryAcquire();
                        enter();
                        permits.release();
                    }
                };
        Together.run(visit, visit);
        assertEquals(1, most.get());
    }

    @Right
    void acquireAndRelease() throws Exception {
        Together.Task visit =
                () -> {
                    permits.acquire();
                    try {
                        enter();
                    } finally {
                        permits.release();
                    }
                };
        Together.run(visit, visit, visit);
        assertEquals(1, most.get());
    }

    private void visit(boolean fails, boolean releasesAlways) throws InterruptedException {
        permits.acquire();
        boolean completed = false;
        try {
            if (fails) {
                throw new IllegalStateException("the call failed");
            }
            completed = true;
        } catch (IllegalStateException e) {
            enter();
        } finally {
            if (completed || releasesAlways) {
                permits.release();
            }
        }
    }

    @Wrong(DEADLOCK)
    void permitLostOnFailure() throws Exception {
        Together.run(() -> visit(true, false), () -> visit(false, false));
    }

    @Right
    void permitReleasedOnFailure() throws Exception {
        Together.run(() -> visit(true, true), () -> visit(false, true));
    }

    @Wrong(ASSERTION)
    void releaseWithoutAcquire() throws Exception {
        Together.run(permits::release, permits::release);
        assertEquals(1, permits.availablePermits());
    }

    @Wrong(DEADLOCK)
    void acquireTwoAtATime() throws Exception {
        var two = new Semaphore(2);
        Together.Task greedy =
                () -> {
                    two.acquire();
                    two.acquire();
                    two.release(2);
                };
        Together.run(greedy, greedy);
    }

    @Right
    void acquireTwoAtOnce() throws Exception {
        var two = new Semaphore(2);
        Together.Task modest =
                () -> {
                    two.acquire(2);
                    two.release(2);
                };
        Together.run(modest, modest);
    }

    @Right
    void tryAcquireTimesOut() throws Exception {
        assertTrue(permits.tryAcquire());
        long begin = System.nanoTime();
        assertFalse(permits.tryAcquire(90, TimeUnit.MINUTES));
        assertEquals(TimeUnit.MINUTES.toNanos(90), System.nanoTime() - begin);
    }

    @Right
    void latchPublishes() throws Exception {
        var ready = new CountDownLatch(1);
        int[] value = new int[1];
        int[] seen = new int[1];
        Together.run(
                () -> {
                    value[0] = 5;
                    ready.countDown();
                },
                () -> {
                    ready.await();
                    seen[0] = value[0];
                });
        assertEquals(5, seen[0]);
    }

    @Wrong(DATA_RACE)
    void latchCountedDownTooEarly() throws Exception {
        var ready = new CountDownLatch(1);
        int[] value = new int[1];
        int[] seen = new int[1];
        Together.run(
                () -> {
                    ready.countDown();
                    value[0] = 5;
                },
                () -> {
                    ready.await();
                    seen[0] = value[0];
                });
    }

    @Wrong(DEADLOCK)
    void latchCountTooHigh() throws Exception {
        var done = new CountDownLatch(3);
        Together.start(done::countDown);
        Together.start(done::countDown);
        done.await();
    }

    @Right
    void latchTimesOut() throws Exception {
        assertFalse(new CountDownLatch(1).await(1, TimeUnit.DAYS));
    }

    @Right
    void barrierMeets() throws Exception {
        var barrier = new CyclicBarrier(3);
        var arrived = new AtomicInteger();
        boolean[] all = {true, true, true};
        Together.run(
                () -> meet(barrier, arrived, all, 0),
                () -> meet(barrier, arrived, all, 1),
                () -> meet(barrier, arrived, all, 2));
        assertArrayEquals(new boolean[] {true, true, true}, all);
    }

    private static void meet(CyclicBarrier barrier, AtomicInteger arrived, boolean[] all, int me)
            throws Exception {
        arrived.incrementAndGet();
        barrier.await();
        all[me] = arrived.get() == 3;
    }

    @Wrong(DEADLOCK)
    void barrierWithOneTooFew() throws Exception {
        var barrier = new CyclicBarrier(3);
        Together.run(barrier::await, barrier::await);
    }

    @Wrong(DATA_RACE)
    void barrierForgotten() throws Exception {
        var barrier = new CyclicBarrier(1);
        int[] left = new int[1];
        int[] right = new int[1];
        Together.run(
                () -> {
                    left[0] = 1;
                    barrier.await();
                },
                () -> right[0] = left[0]);
    }

    @Right
    void phaserAdvances() throws Exception {
        var phaser = new Phaser(2);
        int[] parts = new int[2];
        int[] sums = new int[2];
        Together.run(
                () -> {
                    parts[0] = 1;
                    phaser.arriveAndAwaitAdvance();
                    sums[0] = parts[0] + parts[1];
                },
                () -> {
                    parts[1] = 2;
                    phaser.arriveAndAwaitAdvance();
                    sums[1] = parts[0] + parts[1];
                });
        assertArrayEquals(new int[] {3, 3}, sums);
    }

    @Wrong(DEADLOCK)
    void phaserPartyNeverArrives() throws Exception {
        var phaser = new Phaser(2);
        Together.run(phaser::arriveAndAwaitAdvance);
    }

    @Right
    void phaserTimesOut() throws Exception {
        var phaser = new Phaser(2);
        boolean timedOut = false;
        try {
            phaser.awaitAdvanceInterruptibly(phaser.arrive(), 1, TimeUnit.HOURS);
        } catch (TimeoutException e) {
            timedOut = true;
        }
        assertTrue(timedOut);
    }

    @Right
    void exchange() throws Exception {
        var exchanger = new Exchanger<String>();
        String[] got = new String[2];
        Together.run(
                () -> got[0] = exchanger.exchange("a"), () -> got[1] = exchanger.exchange("b"));
        assertArrayEquals(new String[] {"b", "a"}, got);
    }

    @Wrong(DEADLOCK)
    void exchangeAlone() throws Exception {
        var exchanger = new Exchanger<String>();
        Together.run(() -> exchanger.exchange("a"));
    }
}
