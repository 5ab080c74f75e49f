// rejected by: waitingIsVirtual
// misconception: submit makes it concurrent: the get behind it waits before the next is submitted
// why: each call is waited for before the next is made
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
            var results = new ArrayList<String>();
            for (Part part : parts) {
                Future<String> result =
                        switch (part) {
                            case Part.Waiting(Callable<String> call) -> waiting.submit(call);
                            case Part.Computing(Callable<String> call) -> processors.submit(call);
                        };
                results.add(result.get());
            }
            return results;
        }
    }
}
