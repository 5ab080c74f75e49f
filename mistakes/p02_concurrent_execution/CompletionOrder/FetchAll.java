// rejected by: resultsInOrder
// misconception: "take results as they come": that is not the order of the calls
// why: results were collected as they arrived
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var finished = new ExecutorCompletionService<T>(executor);
            calls.forEach(finished::submit);
            var results = new ArrayList<T>();
            for (int i = 0; i < calls.size(); i++) {
                results.add(finished.take().get());
            }
            return results;
        }
    }

    private FetchAll() {}
}
