package workbook.testkit.explorer.corpus;

import static workbook.testkit.explorer.report.Explanation.Kind.REFUSED;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ServerSocket;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;

/// What the explorer does not control. Silence would be a false pass.
class RefusedPrograms {
    int value;

    @Wrong(REFUSED)
    void parallelStream() {
        IntStream.range(0, 10).parallel().forEach(i -> value += i);
    }

    @Wrong(REFUSED)
    void parallelStreamOfACollection() {
        List.of(1, 2).parallelStream().forEach(i -> value += i);
    }

    @Wrong(REFUSED)
    void commonPool() throws Exception {
        ForkJoinPool.commonPool().submit(() -> value++).get();
    }

    static class Sum extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        protected Integer compute() {
            return 1;
        }
    }

    @Wrong(REFUSED)
    void recursiveTask() {
        new Sum().fork().join();
    }

    @Wrong(REFUSED)
    void varHandle() throws Exception {
        VarHandle handle =
                MethodHandles.lookup().findVarHandle(RefusedPrograms.class, "value", int.class);
        handle.getAndAdd(this, 1);
    }

    @Wrong(REFUSED)
    void fieldByReflection() throws Exception {
        RefusedPrograms.class.getDeclaredField("value").setInt(this, 1);
    }

    @Wrong(REFUSED)
    void socket() throws Exception {
        new ServerSocket(0).close();
    }

    @Wrong(REFUSED)
    void process() throws Exception {
        new ProcessBuilder("true").start();
    }

    @Wrong(REFUSED)
    void timer() {
        new Timer(true).cancel();
    }

    static class BlockingInitializer {
        static final int VALUE;

        static {
            try {
                var never = new CountDownLatch(1);
                Thread.startVirtualThread(never::countDown);
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            VALUE = 1;
        }
    }

    @Wrong(REFUSED)
    void waitsInAStaticInitializer() {
        value = BlockingInitializer.VALUE;
    }
}
