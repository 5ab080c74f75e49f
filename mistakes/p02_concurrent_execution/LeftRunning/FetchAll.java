// rejected by: noCallOutlivesTheMethod
// misconception: "get() has waited for each, so all have ended": not when the first get() throws
// why: nobody waited for the calls in flight
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var tasks = calls.stream().map(call -> new FutureTask<T>(call)).toList();
        tasks.forEach(Thread::startVirtualThread);
        var results = new ArrayList<T>();
        for (FutureTask<T> task : tasks) {
            results.add(task.get());
        }
        return results;
    }

    private FetchAll() {}
}
