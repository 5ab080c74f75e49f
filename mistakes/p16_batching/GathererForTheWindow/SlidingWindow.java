// rejected by: slowOneHoldsOnePlace
// misconception: mapConcurrent is a sliding window: it is one that waits for its head
// why: as in mapConcurrent
package p16_batching;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Gatherers;

public final class SlidingWindow {

    @FunctionalInterface
    public interface Call<T, R> {
        R apply(T item) throws Exception;
    }

    private SlidingWindow() {}

    public static <T, R> List<R> map(List<T> items, int width, Call<T, R> call)
            throws InterruptedException, ExecutionException {
        try {
            return items.stream()
                    .gather(Gatherers.mapConcurrent(width, item -> apply(call, item)))
                    .toList();
        } catch (CompletionException failed) {
            throw new ExecutionException(failed.getCause());
        }
    }

    private static <T, R> R apply(Call<T, R> call, T item) {
        try {
            return call.apply(item);
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }
}
