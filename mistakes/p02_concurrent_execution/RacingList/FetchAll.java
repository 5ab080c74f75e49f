// rejected by: noneIsLost
// misconception: "adding to a list is one step": it reads the size, writes the element, and counts
// why: an element can be lost
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var results = new ArrayList<T>();
        var tasks = new ArrayList<Future<?>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<T> call : calls) {
                tasks.add(executor.submit(() -> results.add(call.call())));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        return results;
    }

    private FetchAll() {}
}
