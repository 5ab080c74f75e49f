// rejected by: widthHolds
// misconception: virtual threads are cheap, so the calls are too: the gateway bears only so many
// why: starting a thread for each bounds nothing
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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = items.stream().map(item -> (Callable<R>) () -> call.apply(item)).toList();
            var results = new ArrayList<R>();
            for (Future<R> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
