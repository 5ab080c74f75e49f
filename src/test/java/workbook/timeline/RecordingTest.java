package workbook.timeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.timeline.SituationsTest.lane;
import static workbook.timeline.SituationsTest.names;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingTest {
    private static void fetch(CountDownLatch mayEnd) throws InterruptedException {
        mayEnd.await();
    }

    @Test
    @DisplayName("a task without a name is called after the learner's outermost method")
    void namesAfterMethod() {
        var timeline =
                Timeline.record(
                        "names",
                        () -> {
                            var latch = new CountDownLatch(1);
                            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                                executor.submit(() -> park(latch));
                                executor.submit(() -> park(latch));
                                executor.submit(() -> {});
                                latch.countDown();
                            }
                        });
        // a thread that never blocked left no stack, so it cannot be told what it ran
        assertTrue(
                names(timeline).containsAll(List.of("main", "task #1")), names(timeline)::toString);
        assertEquals(4, timeline.lanes().size());
    }

    private static Void park(CountDownLatch latch) throws InterruptedException {
        Thread.sleep(1);
        fetch(latch);
        return null;
    }

    @Test
    @DisplayName("a fork has its parent, its line and its depth")
    void forks() {
        var timeline =
                Timeline.record(
                        "forks",
                        () ->
                                Thread.ofVirtual()
                                        .name("parent")
                                        .start(RecordingTest::startChild)
                                        .join());
        var parent = lane(timeline, "parent");
        var child = lane(timeline, "child");
        assertEquals(List.of("main", "parent", "child"), names(timeline));
        assertEquals(List.of(1, 2), List.of(parent.depth(), child.depth()));
        assertEquals(parent.id(), child.fork().orElseThrow().parent());
        assertTrue(child.fork().orElseThrow().place().startsWith("startChild, line "));
    }

    private static void startChild() {
        try {
            Thread.ofPlatform().name("child").start(() -> {}).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("a body that throws yields its timeline and keeps the failure")
    void keepsFailure() {
        var failure = new IOException("no such page");
        var timeline =
                Timeline.record(
                        "fails",
                        () -> {
                            throw failure;
                        });
        assertSame(failure, timeline.failure().orElseThrow());
        assertEquals(Outcome.FAILED, timeline.lanes().getFirst().outcome());
        assertTrue(timeline.toString().contains("main: IOException: no such page"));
    }

    @Test
    @DisplayName("an interrupt of the body is not swallowed")
    void keepsInterrupt() {
        var timeline =
                Timeline.record(
                        "interrupted",
                        () -> {
                            Thread.currentThread().interrupt();
                            Thread.sleep(1);
                        });
        assertTrue(Thread.interrupted());
        assertTrue(timeline.failure().orElseThrow() instanceof InterruptedException);
    }

    @Test
    @DisplayName("an exception that nobody catches fails its lane, with the reason")
    void uncaught() {
        for (var kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            var timeline =
                    Timeline.record(
                            "uncaught",
                            () -> {
                                var thread =
                                        kind.name("worker")
                                                .unstarted(() -> {
                                                    throw new IllegalStateException("bad");
                                                });
                                thread.setUncaughtExceptionHandler((_, _) -> {});
                                thread.start();
                                thread.join();
                            });
            var worker = lane(timeline, "worker");
            assertEquals(Outcome.FAILED, worker.outcome());
            assertEquals("IllegalStateException: bad", worker.reason());
        }
    }

    @Test
    @DisplayName("an exception that is caught fails nothing")
    void caught() {
        var timeline =
                Timeline.record(
                        "caught",
                        () -> {
                            var thread =
                                    Thread.ofVirtual().name("worker").start(RecordingTest::recover);
                            thread.join();
                        });
        assertEquals(Outcome.OK, lane(timeline, "worker").outcome());
    }

    private static void recover() {
        try {
            throw new IllegalStateException("bad");
        } catch (IllegalStateException e) {
            Thread.yield();
        }
    }

    @Test
    @DisplayName("a future that is cancelled cancels its lane")
    void cancelled() {
        var timeline =
                Timeline.record(
                        "cancelled",
                        () -> {
                            var isRunning = new CountDownLatch(1);
                            try (var executor =
                                    Executors.newThreadPerTaskExecutor(
                                            Thread.ofVirtual().name("slow").factory())) {
                                var future =
                                        executor.submit(() -> {
                                            isRunning.countDown();
                                            new CountDownLatch(1).await();
                                            return null;
                                        });
                                isRunning.await();
                                future.cancel(true);
                            }
                        });
        assertEquals(Outcome.CANCELLED, lane(timeline, "slow").outcome());
    }

    @Test
    @DisplayName("a pool thread is a lane with its tasks, and fails when one of them does")
    void poolThread() {
        var timeline =
                Timeline.record(
                        "pool",
                        () -> {
                            try (var pool =
                                    Executors.newFixedThreadPool(
                                            1, Thread.ofPlatform().name("worker").factory())) {
                                pool.submit(RecordingTest::nap);
                                pool.submit(RecordingTest::fail);
                                pool.submit(() -> null);
                            }
                        });
        var worker = lane(timeline, "worker");
        assertEquals(3, worker.tasks().size());
        assertEquals(Outcome.FAILED, worker.outcome());
        assertEquals("IllegalStateException: task", worker.reason());
    }

    private static Void nap() throws InterruptedException {
        Thread.sleep(1);
        return null;
    }

    private static Void fail() {
        throw new IllegalStateException("task");
    }

    @Test
    @DisplayName("tasks of the common pool are seen, also on a worker that lived before")
    void commonPool() {
        for (int round = 0; round < 2; round++) {
            var timeline =
                    Timeline.record(
                            "common pool",
                            () -> {
                                var stage = CompletableFuture.supplyAsync(RecordingTest::fail);
                                try {
                                    stage.thenApply(_ -> 1).join();
                                } catch (CompletionException e) {
                                    assertTrue(e.getCause() instanceof IllegalStateException);
                                }
                            });
            assertEquals(2, timeline.lanes().size(), () -> timeline.lanes().toString());
            assertEquals(Outcome.OK, timeline.lanes().getFirst().outcome());
            assertEquals(Outcome.FAILED, timeline.lanes().get(1).outcome());
        }
    }

    @Test
    @DisplayName("what still waits at the end is unfinished, and says for what")
    void unfinished() {
        var queue = new LinkedBlockingQueue<String>();
        var thread = new AtomicReference<Thread>();
        var timeline =
                Timeline.record(
                        "leak",
                        () -> {
                            thread.set(
                                    Thread.ofVirtual().name("consumer").start(() -> take(queue)));
                            awaitState(thread.get(), Thread.State.WAITING);
                        });
        queue.add("end");
        var consumer = lane(timeline, "consumer");
        assertEquals(Outcome.UNFINISHED, consumer.outcome());
        assertTrue(consumer.reason().contains("LinkedBlockingQueue.take"), consumer::reason);
        assertEquals(State.QUEUE, consumer.intervals().getLast().state());
    }

    private static void take(LinkedBlockingQueue<String> queue) {
        try {
            queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("a deadlock names for each thread who holds what it waits for")
    void deadlock() {
        var left = new Object();
        var right = new Object();
        var timeline =
                Timeline.record(
                        "deadlock",
                        () -> {
                            var both = new CountDownLatch(2);
                            var one =
                                    Thread.ofVirtual()
                                            .name("one")
                                            .start(() -> hold(left, right, both));
                            var two =
                                    Thread.ofVirtual()
                                            .name("two")
                                            .start(() -> hold(right, left, both));
                            awaitState(one, Thread.State.BLOCKED);
                            awaitState(two, Thread.State.BLOCKED);
                        });
        assertTrue(lane(timeline, "one").reason().endsWith("held by two"));
        assertTrue(lane(timeline, "two").reason().endsWith("held by one"));
        assertEquals(State.LOCK, lane(timeline, "one").intervals().getLast().state());
    }

    private static void hold(Object first, Object second, CountDownLatch both) {
        synchronized (first) {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (second) {
                second.notifyAll();
            }
        }
    }

    @Test
    @DisplayName("ten thousand tasks all have their lane and their parent")
    void manyTasks() {
        var timeline =
                Timeline.record(
                        "many",
                        () -> {
                            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                                IntStream.range(0, 10_000)
                                        .forEach(_ -> executor.submit(RecordingTest::nap));
                            }
                        });
        // A thread of the build tool may start meanwhile; it is no task of ours.
        assertEquals(
                10_000,
                names(timeline).stream().filter(name -> name.startsWith("nap")).count(),
                () ->
                        names(timeline).stream()
                                .filter(name -> !name.startsWith("nap"))
                                .toList()
                                .toString());
        assertTrue(timeline.lanes().stream().skip(1).allMatch(lane -> lane.fork().isPresent()));
        assertTrue(timeline.svg().contains("10,000 tasks"));
    }

    @Test
    @DisplayName("threads that the body did not start are not drawn")
    void strangers() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var stranger = Thread.ofVirtual().name("stranger").start(() -> await(mayEnd));
        var timeline = Timeline.record("alone", mayEnd::countDown);
        stranger.join();
        assertFalse(names(timeline).contains("stranger"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("a timeout is marked on the lane that gave up")
    void timedOut() {
        var timeline =
                Timeline.record(
                        "timeout",
                        () -> {
                            try {
                                new CompletableFuture<Void>().get(1, MILLISECONDS);
                            } catch (java.util.concurrent.TimeoutException | ExecutionException e) {
                                Thread.yield();
                            }
                        });
        var kinds = timeline.lanes().getFirst().marks().stream().map(Mark::kind).toList();
        assertEquals(List.of(Mark.Kind.TIMED_OUT), kinds);
    }

    @Test
    @DisplayName("a virtual thread that is pinned in a class initialiser is seen to wait there")
    void pinned() {
        var timeline =
                Timeline.record(
                        "pinned",
                        () ->
                                Thread.ofVirtual()
                                        .name("subject")
                                        .start(() -> assertTrue(Slow.isReady()))
                                        .join());
        var waits = lane(timeline, "subject").intervals().stream().map(Interval::call).toList();
        assertTrue(waits.contains("LockSupport.parkNanos"), waits::toString);
    }

    private static final class Slow {
        static {
            LockSupport.parkNanos(1_000_000);
        }

        static boolean isReady() {
            return true;
        }
    }

    private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
        while (thread.getState() != state) {
            Thread.sleep(1);
        }
    }
}
