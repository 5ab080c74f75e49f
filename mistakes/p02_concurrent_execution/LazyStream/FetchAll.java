// rejected by: inFlightTogether
// misconception: "first map submits them all, then map waits for all": a stream is lazy and takes
// each element through both steps
// why: each call is waited for before the next is made, so they run one after the other
package p02_concurrent_execution;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return calls.stream().map(executor::submit).map(FetchAll::await).toList();
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private FetchAll() {}
}
