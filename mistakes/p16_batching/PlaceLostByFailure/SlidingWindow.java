// rejected by: failureIsTold
// misconception: the place is given back behind the call: a call that fails never gets there
// why: it is given back only when the call succeeds
package p16_batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

public final class SlidingWindow {

    @FunctionalInterface
    public interface Call<T, R> {
        R apply(T item) throws Exception;
    }

    private SlidingWindow() {}

    public static <T, R> List<R> map(List<T> items, int width, Call<T, R> call)
            throws InterruptedException, ExecutionException {
        var places = new Semaphore(width);
        var results = new ArrayList<R>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    items.stream()
                            .map(item -> (Callable<R>) () -> within(places, call, item))
                            .toList();
            for (Future<R> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static <T, R> R within(Semaphore places, Call<T, R> call, T item) throws Exception {
        places.acquire();
        R result = call.apply(item);
        places.release();
        return result;
    }
}
