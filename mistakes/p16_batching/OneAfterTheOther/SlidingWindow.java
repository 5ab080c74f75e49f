// rejected by: widthHolds
// misconception: submitting to a pool makes calls concurrent, also if each is waited for at once
// why: each call is waited for before the next is made
package p16_batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class SlidingWindow {

    @FunctionalInterface
    public interface Call<T, R> {
        R apply(T item) throws Exception;
    }

    private SlidingWindow() {}

    public static <T, R> List<R> map(List<T> items, int width, Call<T, R> call)
            throws InterruptedException, ExecutionException {
        var results = new ArrayList<R>();
        try (var workers = Executors.newFixedThreadPool(width)) {
            for (T item : items) {
                results.add(workers.submit(() -> call.apply(item)).get());
            }
        }
        return results;
    }
}
