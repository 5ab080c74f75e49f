package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;
import static workbook.testkit.explorer.report.Explanation.Kind.EXCEPTION;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// Every blocking queue: handing items over, running dry, and waiting with a limit.
class Queues {
    private static void handOver(BlockingQueue<Integer> queue) throws Exception {
        int[] sum = new int[1];
        Together.run(
                () -> {
                    queue.put(1);
                    queue.put(2);
                },
                () -> sum[0] = queue.take() + queue.take());
        assertEquals(3, sum[0]);
    }

    private static void takeOneTooMany(BlockingQueue<Integer> queue) throws Exception {
        Together.run(() -> queue.put(1), queue::take, queue::take);
    }

    private static void pollInVain(BlockingQueue<Integer> queue) throws Exception {
        long begin = System.nanoTime();
        assertNull(queue.poll(5, TimeUnit.SECONDS));
        assertEquals(5_000_000_000L, System.nanoTime() - begin);
    }

    @Right
    void arrayBlockingQueue() throws Exception {
        handOver(new ArrayBlockingQueue<>(1));
        pollInVain(new ArrayBlockingQueue<>(1));
    }

    @Wrong(DEADLOCK)
    void arrayBlockingQueueRunsDry() throws Exception {
        takeOneTooMany(new ArrayBlockingQueue<>(1));
    }

    @Right
    void linkedBlockingQueue() throws Exception {
        handOver(new LinkedBlockingQueue<>(1));
        pollInVain(new LinkedBlockingQueue<>());
    }

    @Wrong(DEADLOCK)
    void linkedBlockingQueueRunsDry() throws Exception {
        takeOneTooMany(new LinkedBlockingQueue<>());
    }

    @Right
    void linkedBlockingDeque() throws Exception {
        handOver(new LinkedBlockingDeque<>(1));
        pollInVain(new LinkedBlockingDeque<>());
    }

    @Wrong(DEADLOCK)
    void linkedBlockingDequeRunsDry() throws Exception {
        takeOneTooMany(new LinkedBlockingDeque<>());
    }

    @Right
    void priorityBlockingQueue() throws Exception {
        handOver(new PriorityBlockingQueue<>());
        pollInVain(new PriorityBlockingQueue<>());
    }

    @Wrong(DEADLOCK)
    void priorityBlockingQueueRunsDry() throws Exception {
        takeOneTooMany(new PriorityBlockingQueue<>());
    }

    @Right
    void synchronousQueue() throws Exception {
        handOver(new SynchronousQueue<>());
        pollInVain(new SynchronousQueue<>());
    }

    @Wrong(DEADLOCK)
    void synchronousQueueWithoutTaker() throws Exception {
        var queue = new SynchronousQueue<Integer>();
        Together.run(() -> queue.put(1), () -> queue.put(2), queue::take);
    }

    @Right
    void linkedTransferQueue() throws Exception {
        handOver(new LinkedTransferQueue<>());
        pollInVain(new LinkedTransferQueue<>());
    }

    @Wrong(DEADLOCK)
    void transferWithoutTaker() throws Exception {
        var queue = new LinkedTransferQueue<Integer>();
        Together.run(() -> queue.transfer(1), () -> queue.poll());
    }

    record Due(long at) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(at, ((Due) other).at);
        }
    }

    @Right
    void delayQueue() throws Exception {
        var queue = new DelayQueue<Due>();
        long begin = System.nanoTime();
        Together.run(() -> queue.put(new Due(begin + 1_000)), queue::take);
        assertEquals(1_000, System.nanoTime() - begin);
    }

    @Wrong(DEADLOCK)
    void delayQueueRunsDry() throws Exception {
        var queue = new DelayQueue<Due>();
        long begin = System.nanoTime();
        Together.run(() -> queue.put(new Due(begin + 1_000)), queue::take, queue::take);
    }

    @Wrong(DEADLOCK)
    void tooFewEndMarkers() throws Exception {
        var queue = new LinkedBlockingQueue<Integer>();
        Together.Task consumer =
                () -> {
                    while (queue.take() >= 0) {}
                };
        Together.run(() -> queue.put(-1), consumer, consumer);
    }

    @Right
    void anEndMarkerForEachConsumer() throws Exception {
        var queue = new LinkedBlockingQueue<Integer>();
        Together.Task consumer =
                () -> {
                    while (queue.take() >= 0) {}
                };
        Together.run(
                () -> {
                    queue.put(-1);
                    queue.put(-1);
                },
                consumer,
                consumer);
    }

    @Wrong(EXCEPTION)
    void removeAfterLookingWhetherEmpty() throws Exception {
        var queue = new ConcurrentLinkedQueue<>(java.util.List.of(1));
        Thread other = Together.start(queue::poll);
        if (!queue.isEmpty()) {
            queue.remove();
        }
        other.join();
    }

    @Right
    void pollAnswersBoth() throws Exception {
        var queue = new ConcurrentLinkedQueue<>(java.util.List.of(1));
        Thread other = Together.start(queue::poll);
        queue.poll();
        other.join();
    }

    @Wrong(ASSERTION)
    void itemLostAtShutdown() throws Exception {
        var queue = new LinkedBlockingQueue<Integer>();
        int[] done = new int[1];
        Thread worker =
                Together.start(() -> {
                    try {
                        while (true) {
                            done[0] += queue.take();
                        }
                    } catch (InterruptedException e) {
                        queue.clear(); // what is still waiting is lost
                    }
                });
        queue.put(1);
        worker.interrupt();
        worker.join();
        assertEquals(1, done[0]);
    }

    @Right
    void queueDrainedAtShutdown() throws Exception {
        var queue = new LinkedBlockingQueue<Integer>();
        int[] done = new int[1];
        Thread worker =
                Together.start(() -> {
                    try {
                        while (true) {
                            done[0] += queue.take();
                        }
                    } catch (InterruptedException e) {
                        queue.forEach(item -> done[0] += item);
                    }
                });
        queue.put(1);
        worker.interrupt();
        worker.join();
        assertEquals(1, done[0]);
    }

    /// A learner's queue that inherits what it does from the JDK.
    static class Inbox extends ArrayBlockingQueue<String> {
        private static final long serialVersionUID = 1L;

        Inbox() {
            super(1);
        }
    }

    @Right
    void inheritedMethods() throws Exception {
        var inbox = new Inbox();
        String[] got = new String[1];
        Together.run(() -> inbox.put("letter"), () -> got[0] = inbox.take());
        assertEquals("letter", got[0]);
    }

    @Wrong(EXCEPTION)
    void inheritedMethodsCheckedAndUsed() throws Exception {
        var inbox = new Inbox();
        inbox.add("letter");
        Thread other = Together.start(inbox::poll);
        if (inbox.peek() != null) {
            inbox.remove();
        }
        other.join();
    }

    @Right
    void nothingIsThere() {
        boolean empty = false;
        try {
            new ConcurrentLinkedQueue<Integer>().remove();
        } catch (NoSuchElementException e) {
            empty = true;
        }
        assertEquals(true, empty);
    }
}
