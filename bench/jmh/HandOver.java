package inside;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One order from a producer to a consumer (lesson 8), both virtual threads: by the queue between.
@State(Scope.Benchmark)
public class HandOver {

    private static final int ORDERS = 10_000;

    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long arrayOf10() throws InterruptedException {
        return handOver(() -> new ArrayBlockingQueue<>(10));
    }

    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long arrayOf1000() throws InterruptedException {
        return handOver(() -> new ArrayBlockingQueue<>(1_000));
    }

    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long linkedOf1000() throws InterruptedException {
        return handOver(() -> new LinkedBlockingQueue<>(1_000));
    }

    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long fromHandToHand() throws InterruptedException {
        return handOver(SynchronousQueue::new);
    }

    private static long handOver(Supplier<BlockingQueue<Integer>> kind)
            throws InterruptedException {
        var queue = kind.get();
        Thread producer =
                Thread.startVirtualThread(() -> {
                    for (int order = 0; order < ORDERS; order++) {
                        put(queue, order);
                    }
                });
        long[] sum = new long[1];
        Thread consumer =
                Thread.startVirtualThread(() -> {
                    for (int order = 0; order < ORDERS; order++) {
                        sum[0] += take(queue);
                    }
                });
        producer.join();
        consumer.join(); // what the consumer wrote happens before this returns
        return sum[0];
    }

    private static void put(BlockingQueue<Integer> queue, int order) {
        try {
            queue.put(order);
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    private static int take(BlockingQueue<Integer> queue) {
        try {
            return queue.take();
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }
}
