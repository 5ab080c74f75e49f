// rejected by: slowOneHoldsOnePlace
// misconception: "width at once" means width, then the next width
// why: its barrier keeps the other
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
        var results = new ArrayList<R>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < items.size(); from += width) {
                var batch = items.subList(from, Math.min(from + width, items.size()));
                var tasks =
                        batch.stream().map(item -> (Callable<R>) () -> call.apply(item)).toList();
                for (Future<R> result : executor.invokeAll(tasks)) {
                    results.add(result.get());
                }
            }
        }
        return results;
    }
}
