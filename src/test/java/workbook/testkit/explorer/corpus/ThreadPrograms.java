package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.IGNORED_INTERRUPT;
import static workbook.testkit.explorer.report.Explanation.Kind.NO_PROGRESS;
import static workbook.testkit.explorer.report.Explanation.Kind.THREADS_LEFT;
import static workbook.testkit.explorer.report.Explanation.Kind.UNCAUGHT_EXCEPTION;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Threads: platform and virtual, subclasses, interruption, and how they end.
class ThreadPrograms {
    private int plain;
    private volatile boolean flag;

    @Wrong(ASSERTION)
    void newThread() throws Exception {
        var a = new Thread(() -> plain++);
        var b = new Thread(() -> plain++);
        a.start();
        b.start();
        a.join();
        b.join();
        assertEquals(2, plain);
    }

    @Wrong(ASSERTION)
    void ofPlatform() throws Exception {
        Thread a = Thread.ofPlatform().name("a").daemon().start(() -> plain++);
        Thread b = Thread.ofPlatform().name("b").start(() -> plain++);
        a.join();
        b.join();
        assertEquals(2, plain);
    }

    static class Worker extends Thread {
        private final AtomicInteger atomic;
        private final int[] box;

        Worker(AtomicInteger atomic, int[] box) {
            this.atomic = atomic;
            this.box = box;
        }

        @Override
        public void run() {
            atomic.incrementAndGet();
            box[0]++;
        }
    }

    @Wrong(ASSERTION)
    void subclassOfThreadWrong() throws Exception {
        var atomic = new AtomicInteger();
        int[] box = new int[1];
        var a = new Worker(atomic, box);
        var b = new Worker(atomic, box);
        a.start();
        b.start();
        a.join();
        b.join();
        assertEquals(2, box[0]);
    }

    @Right
    void subclassOfThread() throws Exception {
        var atomic = new AtomicInteger();
        var a = new Worker(atomic, new int[1]);
        var b = new Worker(atomic, new int[1]);
        a.start();
        b.start();
        a.join();
        assertTrue(b.join(Duration.ofSeconds(1)));
        assertEquals(2, atomic.get());
        assertFalse(a.isAlive());
        assertSame(Thread.State.TERMINATED, b.getState());
    }

    @Right
    void currentThreadIsTheThread() throws Exception {
        Thread[] seen = new Thread[1];
        var thread = new Thread(() -> seen[0] = Thread.currentThread(), "me");
        thread.start();
        thread.join();
        assertSame(thread, seen[0]);
        assertEquals("me", seen[0].getName());
    }

    @Wrong(ASSERTION)
    void joinForgotten() {
        var done = new AtomicInteger();
        Together.start(done::incrementAndGet);
        assertEquals(1, done.get());
    }

    @Wrong(ASSERTION)
    void runInsteadOfStart() throws Exception {
        Thread[] seen = new Thread[1];
        var thread = new Thread(() -> seen[0] = Thread.currentThread());
        thread.run();
        assertSame(thread, seen[0]);
    }

    @Wrong(UNCAUGHT_EXCEPTION)
    void exceptionInAThread() throws Exception {
        Together.run(() -> Integer.parseInt("no number"));
    }

    @Wrong(UNCAUGHT_EXCEPTION)
    void assertionInAThread() throws Exception {
        Together.run(() -> assertEquals(1, 2));
    }

    @Right
    void exceptionHandled() throws Exception {
        var handled = new AtomicInteger();
        Thread thread =
                Thread.ofPlatform()
                        .uncaughtExceptionHandler((t, failure) -> handled.incrementAndGet())
                        .start(() -> Integer.parseInt("no number"));
        thread.join();
        assertEquals(1, handled.get());
    }

    @Wrong(THREADS_LEFT)
    void threadLeftBlocked() {
        var never = new Semaphore(0);
        new Thread(never::acquireUninterruptibly).start();
    }

    @Wrong(THREADS_LEFT)
    void threadLeftSleeping() {
        Thread.startVirtualThread(() -> sleep(1_000));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Right
    void threadEndsSoonAfter() {
        Thread.startVirtualThread(() -> plain++);
    }

    @Wrong(ASSERTION)
    void interruptSwallowedInALoop() throws Exception {
        Thread worker =
                Together.start(() -> {
                    for (int i = 0; i < 1_000 && !Thread.currentThread().isInterrupted(); i++) {
                        try {
                            Thread.sleep(10);
                        } catch (InterruptedException e) {
                            plain++; // swallowed
                        }
                    }
                });
        worker.interrupt();
        worker.join(Duration.ofSeconds(5));
        assertFalse(worker.isAlive());
    }

    @Right
    void interruptRestoredInALoop() throws Exception {
        Thread worker =
                Together.start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        try {
                            Thread.sleep(10);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                });
        worker.interrupt();
        worker.join(Duration.ofSeconds(5));
        assertFalse(worker.isAlive());
    }

    @Wrong(IGNORED_INTERRUPT)
    void interruptIgnoredWhileWaiting() throws Exception {
        var never = new Semaphore(0);
        Thread worker = Thread.ofPlatform().start(never::acquireUninterruptibly);
        worker.interrupt();
        worker.join(1_000);
    }

    @Right
    void pollingTheStatus() throws Exception {
        Thread worker =
                Together.start(() -> {
                    while (!Thread.interrupted()) {
                        Thread.onSpinWait();
                    }
                    flag = true;
                });
        worker.interrupt();
        worker.join();
        assertTrue(flag);
    }

    /// An interrupt that comes before the acquire makes it fail, though a permit is there.
    @Wrong(ASSERTION)
    void interruptBeforeAcquire() throws Exception {
        var one = new Semaphore(1);
        var got = new AtomicInteger();
        Thread worker =
                Together.start(() -> {
                    try {
                        one.acquire();
                        got.incrementAndGet();
                    } catch (InterruptedException e) {
                        flag = true;
                    }
                });
        worker.interrupt();
        worker.join();
        assertEquals(1, got.get());
    }

    @Wrong(NO_PROGRESS)
    void waitsInALoopForNothing() {
        while (!flag) {
            Thread.onSpinWait();
        }
    }

    @Wrong(NO_PROGRESS)
    void waitsInASilentLoop() throws Exception {
        Together.run(() -> {
            while (!flag) {}
        });
    }

    @Wrong(ASSERTION)
    void stateLookedAtTooEarly() throws Exception {
        var never = new Semaphore(0);
        Thread blocked = Thread.ofPlatform().start(never::acquireUninterruptibly);
        Thread.State seen = blocked.getState();
        never.release();
        blocked.join();
        assertSame(Thread.State.WAITING, seen);
    }

    @Right
    void threadLocalIsPerThread() throws Exception {
        ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 7);
        local.set(1);
        int[] seen = new int[2];
        Together.run(() -> seen[0] = local.get(), () -> seen[1] = local.get());
        assertEquals(14, seen[0] + seen[1]);
        local.remove();
    }
}
