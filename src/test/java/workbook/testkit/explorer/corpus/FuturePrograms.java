package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DATA_RACE;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;
import static workbook.testkit.explorer.report.Explanation.Kind.THREADS_LEFT;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Futures, stages and publishers.
class FuturePrograms {
    @Right
    void combine() {
        var one = CompletableFuture.supplyAsync(() -> 1);
        var two = CompletableFuture.supplyAsync(() -> 2);
        assertEquals(30, one.thenCombineAsync(two, Integer::sum).thenApply(sum -> sum * 10).join());
    }

    @Wrong(DATA_RACE)
    void stagesAddToOneList() {
        var list = new ArrayList<Integer>();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> list.add(1)),
                        CompletableFuture.runAsync(() -> list.add(2)))
                .join();
    }

    @Wrong(ASSERTION)
    void stageNotJoined() {
        var done = new AtomicInteger();
        CompletableFuture.runAsync(done::incrementAndGet);
        assertEquals(1, done.get());
    }

    @Right
    void stageJoined() {
        var done = new AtomicInteger();
        CompletableFuture.runAsync(done::incrementAndGet).join();
        assertEquals(1, done.get());
    }

    @Right
    void anyOfTakesEither() {
        var winner =
                CompletableFuture.anyOf(
                        CompletableFuture.supplyAsync(() -> 1),
                        CompletableFuture.supplyAsync(() -> 2));
        assertTrue((int) winner.join() > 0);
    }

    @Wrong(ASSERTION)
    void anyOfTakesTheFirst() {
        var winner =
                CompletableFuture.anyOf(
                        CompletableFuture.supplyAsync(() -> 1),
                        CompletableFuture.supplyAsync(() -> 2));
        assertEquals(1, winner.join());
    }

    @Wrong(DEADLOCK)
    void neverCompleted() {
        new CompletableFuture<Integer>().join();
    }

    @Wrong(THREADS_LEFT)
    void waitsForWhatNobodyCompletes() {
        var never = new CompletableFuture<Integer>();
        CompletableFuture.runAsync(never::join);
    }

    @Right
    void orTimeout() {
        long begin = System.nanoTime();
        var failure =
                assertThrows(
                        CompletionException.class,
                        () -> new CompletableFuture<Integer>().orTimeout(2, TimeUnit.HOURS).join());
        assertEquals(TimeoutException.class, failure.getCause().getClass());
        assertEquals(TimeUnit.HOURS.toNanos(2), System.nanoTime() - begin);
    }

    @Right
    void completeOnTimeout() {
        assertEquals(
                7, new CompletableFuture<Integer>().completeOnTimeout(7, 1, TimeUnit.DAYS).join());
    }

    @Right
    void delayedExecutor() {
        long begin = System.nanoTime();
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS))
                .join();
        assertEquals(3_000_000_000L, System.nanoTime() - begin);
    }

    @Wrong(ASSERTION)
    void orTimeoutDoesNotStopTheWork() throws Exception {
        var interrupted = new AtomicInteger();
        var slow =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        Thread.sleep(10_000);
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                    return 1;
                });
        assertThrows(CompletionException.class, () -> slow.orTimeout(1, TimeUnit.SECONDS).join());
        Thread.sleep(20_000);
        assertEquals(1, interrupted.get());
    }

    @Wrong(ASSERTION)
    void completedByTwo() throws Exception {
        var result = new CompletableFuture<String>();
        Together.run(() -> result.complete("a"), () -> result.complete("b"));
        assertEquals("a", result.join());
    }

    @Right
    void futureTaskRunsOnce() throws Exception {
        var runs = new AtomicInteger();
        var task = new FutureTask<>(runs::incrementAndGet);
        Together.run(task::run, task::run);
        assertEquals(1, task.get());
        assertEquals(1, runs.get());
    }

    @Wrong(ASSERTION)
    void doneIsNotYetSo() throws Exception {
        var task = new FutureTask<>(() -> 1);
        Thread runner = Thread.startVirtualThread(task);
        boolean early = task.isDone();
        runner.join();
        assertFalse(early);
    }

    static class Collecting implements Flow.Subscriber<Integer> {
        private final AtomicInteger sum;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Flow.Subscription subscription;

        Collecting(AtomicInteger sum) {
            this.sum = sum;
        }

        @Override
        public void onSubscribe(Flow.Subscription granted) {
            subscription = granted;
            subscription.request(1);
        }

        @Override
        public void onNext(Integer item) {
            sum.addAndGet(item);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }

    @Right
    void publisherDeliversAll() {
        var sum = new AtomicInteger();
        var subscriber = new Collecting(sum);
        try (var publisher = new SubmissionPublisher<Integer>()) {
            publisher.subscribe(subscriber);
            publisher.submit(1);
            publisher.submit(2);
        }
        subscriber.done.join();
        assertEquals(3, sum.get());
    }

    @Wrong(ASSERTION)
    void publisherNotAwaited() {
        var sum = new AtomicInteger();
        try (var publisher = new SubmissionPublisher<Integer>()) {
            publisher.subscribe(new Collecting(sum));
            publisher.submit(1);
        }
        assertEquals(1, sum.get());
    }
}
