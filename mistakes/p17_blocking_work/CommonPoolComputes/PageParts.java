// rejected by: computingIsInThePool
// misconception: supplyAsync computes without an executor: in a pool next to the given one
// why: the computing is not where the pool bounds it
package p17_blocking_work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class PageParts {

    public sealed interface Part {
        record Waiting(Callable<String> call) implements Part {}

        record Computing(Callable<String> call) implements Part {}
    }

    private PageParts() {}

    private static String computed(Callable<String> call) {
        try {
            return call.call();
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    public static List<String> make(List<Part> parts, ExecutorService processors)
            throws InterruptedException, ExecutionException {
        // Only this executor is closed here: the pool has other users.
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new ArrayList<Future<String>>();
            for (Part part : parts) {
                started.add(
                        switch (part) {
                            case Part.Waiting(Callable<String> call) -> waiting.submit(call);
                            case Part.Computing(Callable<String> call) ->
                                    CompletableFuture.supplyAsync(() -> computed(call));
                        });
            }
            var results = new ArrayList<String>();
            for (Future<String> result : started) {
                results.add(result.get());
            }
            return results;
        }
    }
}
