package workbook.timeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// What the subjects of [AccuracyTest] run: each method is one blocking call. [Weaver] finds the
/// calls in the bytecode.
final class BlockingProgram {
    private BlockingProgram() {}

    static void sleep() throws InterruptedException {
        Thread.sleep(2);
    }

    static void acquire(Semaphore permits) throws InterruptedException {
        permits.acquire();
    }

    static void lock(ReentrantLock lock) {
        lock.lock();
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }

    static void take(LinkedBlockingQueue<Integer> queue) throws InterruptedException {
        queue.take();
    }

    static void put(ArrayBlockingQueue<Integer> queue) throws InterruptedException {
        queue.put(2);
    }

    static void join(CompletableFuture<Integer> future) {
        future.join();
    }

    static void get(FutureTask<Integer> future) throws Exception {
        future.get();
    }

    @SuppressWarnings("EmptySynchronizedBlock") // entering is the point
    static void enter(Object monitor) {
        synchronized (monitor) {
        }
    }
}
