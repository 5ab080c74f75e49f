package inside;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One task, started and waited for (lesson 3): in each of the ways that start one.
@State(Scope.Benchmark)
public class Tasks {

    private static final Callable<Integer> READING = () -> 21;

    private ExecutorService threadForEach;
    private ExecutorService pool;

    @Setup(Level.Trial)
    public void open() {
        threadForEach = Executors.newVirtualThreadPerTaskExecutor();
        pool = Executors.newFixedThreadPool(2);
    }

    @TearDown(Level.Trial)
    public void close() {
        threadForEach.close();
        pool.close();
    }

    @Benchmark
    public int called() throws Exception {
        return READING.call();
    }

    @Benchmark
    public int virtualThread() throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(READING);
        Thread.startVirtualThread(task);
        return task.get();
    }

    @Benchmark
    public int virtualThreadExecutor() throws InterruptedException, ExecutionException {
        return threadForEach.submit(READING).get();
    }

    @Benchmark
    public int platformThread() throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(READING);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    @Benchmark
    public int platformPool() throws InterruptedException, ExecutionException {
        return pool.submit(READING).get();
    }

    @Benchmark
    public int completableFuture() {
        return CompletableFuture.supplyAsync(() -> 21).join();
    }

    @Benchmark
    public int completableFutureThatIsThere() {
        return CompletableFuture.completedFuture(21).thenApply(reading -> reading).join();
    }
}
