package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;
import static workbook.testkit.explorer.report.Explanation.Kind.IGNORED_INTERRUPT;
import static workbook.testkit.explorer.report.Explanation.Kind.THREADS_LEFT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Executors of every kind, with the same wrong and right task.
class ExecutorPrograms {
    private int plain;
    private final AtomicInteger atomic = new AtomicInteger();

    private void wrong(ExecutorService executor) {
        try (executor) {
            executor.submit(() -> plain++);
            executor.submit(() -> plain++);
        }
        assertEquals(2, plain);
    }

    private void right(ExecutorService executor) {
        try (executor) {
            executor.submit(atomic::incrementAndGet);
            executor.submit(atomic::incrementAndGet);
        }
        assertEquals(2, atomic.get());
    }

    @Wrong(ASSERTION)
    void virtualThreadPerTaskWrong() {
        wrong(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Right
    void virtualThreadPerTask() {
        right(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Wrong(ASSERTION)
    void platformThreadPerTaskWrong() {
        wrong(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory()));
    }

    @Right
    void platformThreadPerTask() {
        right(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory()));
    }

    @Wrong(ASSERTION)
    void fixedPoolWrong() {
        wrong(Executors.newFixedThreadPool(2));
    }

    @Right
    void fixedPool() {
        right(Executors.newFixedThreadPool(2));
    }

    @Wrong(ASSERTION)
    void cachedPoolWrong() {
        wrong(Executors.newCachedThreadPool());
    }

    @Right
    void cachedPool() {
        right(Executors.newCachedThreadPool());
    }

    @Wrong(ASSERTION)
    void workStealingPoolWrong() {
        wrong(Executors.newWorkStealingPool());
    }

    @Right
    void workStealingPool() {
        right(Executors.newWorkStealingPool());
    }

    @Wrong(ASSERTION)
    void scheduledPoolWrong() {
        wrong(new ScheduledThreadPoolExecutor(2));
    }

    @Right
    void scheduledPool() {
        right(new ScheduledThreadPoolExecutor(2));
    }

    @Wrong(ASSERTION)
    void customPoolWrong() {
        wrong(new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()));
    }

    @Right
    void singleThreadConfinesPlainState() {
        try (var executor = Executors.newSingleThreadExecutor()) {
            executor.submit(() -> plain++);
            executor.submit(() -> plain++);
        }
        assertEquals(2, plain);
    }

    @Wrong(THREADS_LEFT)
    void executorNeverClosed() {
        var executor = Executors.newFixedThreadPool(1);
        executor.submit(atomic::incrementAndGet);
    }

    @Right
    void executorShutDownLater() throws Exception {
        var executor = Executors.newFixedThreadPool(1);
        executor.submit(atomic::incrementAndGet);
        executor.shutdown();
        assertTrue(executor.awaitTermination(1, TimeUnit.SECONDS));
    }

    @Wrong(DEADLOCK)
    void poolStarvesItself() throws Exception {
        try (var pool = Executors.newFixedThreadPool(1)) {
            pool.submit(() -> pool.submit(() -> 1).get()).get();
        }
    }

    @Right
    void virtualThreadsDoNotStarve() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertEquals(1, executor.submit(() -> executor.submit(() -> 1).get()).get());
        }
    }

    @Wrong(ASSERTION)
    void shutdownNowDropsWhatWaits() throws Exception {
        var executor = Executors.newFixedThreadPool(1);
        executor.submit(atomic::incrementAndGet);
        executor.submit(atomic::incrementAndGet);
        executor.shutdownNow();
        executor.awaitTermination(1, TimeUnit.SECONDS);
        assertEquals(2, atomic.get());
    }

    @Right
    void rejectedAfterShutdown() {
        var executor = Executors.newFixedThreadPool(1);
        executor.shutdown();
        assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 1));
    }

    @Right
    void invokeAllKeepsTheOrder() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2, () -> 3);
            var results = new ArrayList<Integer>();
            for (Future<Integer> result : executor.invokeAll(tasks)) {
                results.add(result.resultNow());
            }
            assertEquals(List.of(1, 2, 3), results);
        }
    }

    @Wrong(ASSERTION)
    void completionServiceDoesNot() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var service = new ExecutorCompletionService<Integer>(executor);
            service.submit(() -> 1);
            service.submit(() -> 2);
            assertEquals(1, service.take().get());
            assertEquals(2, service.take().get());
        }
    }

    @Right
    void invokeAnyTakesOne() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> tasks = List.of(() -> "a", () -> "b");
            assertTrue(List.of("a", "b").contains(executor.invokeAny(tasks)));
        }
    }

    @Wrong(ASSERTION)
    void invokeAnyTakesTheFirst() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> tasks = List.of(() -> "a", () -> "b");
            assertEquals("a", executor.invokeAny(tasks));
        }
    }

    @Right
    void timeoutWithCancel() throws Exception {
        var interrupted = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow =
                    executor.submit(() -> {
                        try {
                            Thread.sleep(10_000);
                        } catch (InterruptedException e) {
                            interrupted.incrementAndGet();
                        }
                    });
            assertThrows(TimeoutException.class, () -> slow.get(1, TimeUnit.SECONDS));
            slow.cancel(true);
        }
        assertEquals(1, interrupted.get());
    }

    @Wrong(ASSERTION)
    void timeoutWithoutCancel() throws Exception {
        long begin = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = executor.submit(() -> sleep(10_000));
            assertThrows(TimeoutException.class, () -> slow.get(1, TimeUnit.SECONDS));
        }
        assertEquals(1_000, (System.nanoTime() - begin) / 1_000_000);
    }

    private static Void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return null;
    }

    @Wrong(ASSERTION)
    void cancelledBeforeItStarted() throws Exception {
        var started = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(started::incrementAndGet).cancel(true);
        }
        assertEquals(1, started.get());
    }

    @Wrong(IGNORED_INTERRUPT)
    void cancelSwallowed() throws Exception {
        var queue = new LinkedBlockingQueue<Integer>();
        var started = new CountDownLatch(1);
        var executor = Executors.newFixedThreadPool(1);
        executor.submit(() -> {
            started.countDown();
            while (true) {
                try {
                    queue.take();
                } catch (InterruptedException e) {
                    atomic.incrementAndGet(); // and goes on
                }
            }
        });
        started.await();
        executor.shutdownNow();
        executor.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Right
    void cancelHeard() throws Exception {
        var queue = new LinkedBlockingQueue<Integer>();
        var executor = Executors.newFixedThreadPool(1);
        executor.submit(queue::take);
        executor.shutdownNow();
        assertTrue(executor.awaitTermination(1, TimeUnit.MINUTES));
    }

    /// A reference to a method that the variable's type only inherits.
    @Right
    void referenceToInheritedMethod() throws Exception {
        var done = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Executor any = executor::execute;
            any.execute(done::countDown);
            done.await();
        }
    }

    /// `close()` waits a day, and then another.
    @Wrong(DEADLOCK)
    void closeWaitsForATaskThatNeverEnds() {
        var never = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> {
                never.await();
                return null;
            });
        }
    }

    /// The executor may be closed between the two.
    @Wrong(ASSERTION)
    void submitTwiceAgainstClose() throws Exception {
        var begun = new AtomicInteger();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        Thread editor =
                Together.start(() -> {
                    try {
                        executor.submit(begun::incrementAndGet);
                        executor.submit(begun::incrementAndGet);
                    } catch (RejectedExecutionException closed) {
                        // the editor is too late
                    }
                });
        executor.close();
        editor.join();
        assertTrue(begun.get() != 1, "one task of two ran");
    }
}
