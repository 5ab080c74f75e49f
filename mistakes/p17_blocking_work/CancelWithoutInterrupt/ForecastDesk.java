// rejected by: interruptedWhileComputing
// misconception: cancel(false) cancels, too: only what has not begun
// why: the caller has left and the forecast computes on
package p17_blocking_work;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

public final class ForecastDesk implements AutoCloseable {

    private final ThreadPoolExecutor desk;

    public ForecastDesk(int running, int waiting) {
        // What Executors.newFixedThreadPool makes, with a queue that has an end: when it is full,
        // execute throws a RejectedExecutionException.
        desk =
                new ThreadPoolExecutor(
                        running,
                        running,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().name("forecast-", 1).factory());
    }

    public <T> T compute(Callable<T> forecast) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(forecast);
        desk.execute(task);
        try {
            return task.get();
        } catch (InterruptedException calledOff) {
            task.cancel(false);
            // A cancelled task never runs, but would keep its place in the queue until its turn.
            desk.remove(task);
            throw calledOff;
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
