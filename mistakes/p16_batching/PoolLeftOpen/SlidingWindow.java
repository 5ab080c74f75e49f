// rejected by: failureIsTold
// misconception: a pool needs no end: its calls go on when the failure has long been told
// why: nobody waited for the other calls
package p16_batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class SlidingWindow {

    @FunctionalInterface
    public interface Call<T, R> {
        R apply(T item) throws Exception;
    }

    private SlidingWindow() {}

    public static <T, R> List<R> map(List<T> items, int width, Call<T, R> call)
            throws InterruptedException, ExecutionException {
        var workers = Executors.newFixedThreadPool(width, Thread.ofVirtual().factory());
        var started = new ArrayList<Future<R>>();
        for (T item : items) {
            started.add(workers.submit(() -> call.apply(item)));
        }
        workers.shutdown();
        var results = new ArrayList<R>();
        for (Future<R> result : started) {
            results.add(result.get());
        }
        return results;
    }
}
