// rejected by: inOrder
// misconception: two lists of futures, one of each kind: the results come out kind by kind
// why: the results of one kind stand before those of the other
package p17_blocking_work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

    public static List<String> make(List<Part> parts, ExecutorService processors)
            throws InterruptedException, ExecutionException {
        // Only this executor is closed here: the pool has other users.
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            var waited = new ArrayList<Future<String>>();
            var computed = new ArrayList<Future<String>>();
            for (Part part : parts) {
                switch (part) {
                    case Part.Waiting(Callable<String> call) -> waited.add(waiting.submit(call));
                    case Part.Computing(Callable<String> call) ->
                            computed.add(processors.submit(call));
                }
            }
            waited.addAll(computed);
            var results = new ArrayList<String>();
            for (Future<String> result : waited) {
                results.add(result.get());
            }
            return results;
        }
    }
}
