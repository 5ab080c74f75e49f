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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // invokeAll starts them all, waits for all, and keeps the order of the calls.
            var results = new ArrayList<T>(calls.size());
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private FetchAll() {}
}
