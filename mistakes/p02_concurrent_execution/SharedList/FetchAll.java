// rejected by: failureIsNotLost
// misconception: "each task adds its result": a task that fails adds nothing, unseen
// why: the failure stayed in a Future that nobody asked
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        List<T> results = Collections.synchronizedList(new ArrayList<>());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<T> call : calls) {
                executor.submit(() -> results.add(call.call()));
            }
        }
        return results;
    }

    private FetchAll() {}
}
