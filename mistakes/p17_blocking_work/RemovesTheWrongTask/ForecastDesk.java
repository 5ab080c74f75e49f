// rejected by: interruptedWhileWaiting
// misconception: remove(forecast) finds what was submitted: the queue has its FutureTask
// why: one that is cancelled keeps its place
package p17_blocking_work;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
        var task = desk.submit(forecast);
        try {
            return task.get();
        } catch (InterruptedException calledOff) {
            task.cancel(true);
            // A cancelled task never runs, but would keep its place in the queue until its turn.
            desk.getQueue().remove(forecast);
            throw calledOff;
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
