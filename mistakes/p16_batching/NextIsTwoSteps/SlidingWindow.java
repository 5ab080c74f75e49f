// rejected by: resultsInOrder
// misconception: next++ is one step: two workers read the same number before either has counted on
// why: two workers took the same item
package p16_batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
        var queue =
                new Object() {
                    int next;
                };
        var results = new ConcurrentHashMap<Integer, R>();
        Callable<Void> worker =
                () -> {
                    for (int i = queue.next++; i < items.size(); i = queue.next++) {
                        results.put(i, call.apply(items.get(i)));
                    }
                    return null;
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> ended : executor.invokeAll(Collections.nCopies(width, worker))) {
                ended.get();
            }
        }
        var inOrder = new ArrayList<R>();
        for (int i = 0; i < items.size(); i++) {
            inOrder.add(results.get(i));
        }
        return inOrder;
    }
}
