// rejected by: slowOneHoldsOnePlace
// misconception: waiting for the oldest call makes room soonest: the others may have ended long ago
// why: the window waits for its oldest call
package p16_batching;

import java.util.ArrayDeque;
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
        var results = new ArrayList<R>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var window = new ArrayDeque<Future<R>>();
            for (T item : items) {
                if (window.size() == width) {
                    results.add(window.removeFirst().get());
                }
                window.addLast(executor.submit(() -> call.apply(item)));
            }
            for (Future<R> result : window) {
                results.add(result.get());
            }
        }
        return results;
    }
}
