// rejected by: resultsInOrder
// misconception: results come in the order of the items if the items were submitted in it
// why: the results were collected as they arrived
package p16_batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

public final class SlidingWindow {

    @FunctionalInterface
    public interface Call<T, R> {
        R apply(T item) throws Exception;
    }

    private SlidingWindow() {}

    public static <T, R> List<R> map(List<T> items, int width, Call<T, R> call)
            throws InterruptedException, ExecutionException {
        try (var workers = Executors.newFixedThreadPool(width, Thread.ofVirtual().factory())) {
            var ended = new ExecutorCompletionService<R>(workers);
            for (T item : items) {
                ended.submit(() -> call.apply(item));
            }
            var results = new ArrayList<R>();
            for (int i = 0; i < items.size(); i++) {
                results.add(ended.take().get());
            }
            return results;
        }
    }
}
