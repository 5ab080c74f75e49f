// rejected by: stubbornForecast
// misconception: a place belongs to the caller: its forecast still runs when it leaves
// why: was given back
package p17_blocking_work;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

public final class ForecastDesk implements AutoCloseable {

    private final ExecutorService desk;
    private final Semaphore places;

    public ForecastDesk(int running, int waiting) {
        desk =
                Executors.newFixedThreadPool(
                        running, Thread.ofPlatform().name("forecast-", 1).factory());
        places = new Semaphore(running + waiting);
    }

    public <T> T compute(Callable<T> forecast) throws InterruptedException, ExecutionException {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("the desk is full");
        }
        try {
            Future<T> task = desk.submit(forecast);
            try {
                return task.get();
            } catch (InterruptedException calledOff) {
                task.cancel(true);
                throw calledOff;
            }
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
