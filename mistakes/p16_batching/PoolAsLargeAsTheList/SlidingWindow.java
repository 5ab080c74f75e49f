// rejected by: fewItems
// misconception: "no more threads than items" spares some, and no pool of zero threads can be made
// why: a pool of zero threads is
package p16_batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        // A fixed number of workers is a window by itself: whoever is done takes the next item.
        int threads = Math.min(width, items.size());
        try (var workers = Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            var tasks = items.stream().map(item -> (Callable<R>) () -> call.apply(item)).toList();
            var results = new ArrayList<R>();
            for (Future<R> result : workers.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
