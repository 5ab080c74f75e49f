// rejected by: platformThreads
// misconception: a pool for each call is closed for sure: and bounds one forecast only
// why: each call makes a thread or a pool of its own
package p17_blocking_work;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

public final class ForecastDesk implements AutoCloseable {

    private final int running;
    private final int waiting;

    public ForecastDesk(int running, int waiting) {
        this.running = running;
        this.waiting = waiting;
    }

    public <T> T compute(Callable<T> forecast) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(forecast);
        try (var desk =
                new ThreadPoolExecutor(
                        running, running, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting))) {
            desk.execute(task);
            return task.get();
        } catch (InterruptedException calledOff) {
            task.cancel(true);
            throw calledOff;
        }
    }

    @Override
    public void close() {
        // each call has closed its own
    }
}
