// rejected by: failureIsTold
// misconception: state() == SUCCESS sorts out what went wrong: the caller is told a complete result
// why: the failure stayed in a future that nobody asked
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
        try (var workers = Executors.newFixedThreadPool(width, Thread.ofVirtual().factory())) {
            var tasks = items.stream().map(item -> (Callable<R>) () -> call.apply(item)).toList();
            var results = new ArrayList<R>();
            for (Future<R> result : workers.invokeAll(tasks)) {
                if (result.state() == Future.State.SUCCESS) {
                    results.add(result.resultNow());
                }
            }
            return results;
        }
    }
}
