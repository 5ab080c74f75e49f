// rejected by: inFlightTogether
// misconception: "submit() makes it concurrent": but the loop waits before it submits again
// why: each call is waited for before the next is made
package p02_concurrent_execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Callable<T> call : calls) {
                results.add(executor.submit(call).get());
            }
            return results;
        }
    }

    private FetchAll() {}
}
