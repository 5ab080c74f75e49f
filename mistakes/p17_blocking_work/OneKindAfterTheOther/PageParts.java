// rejected by: atTheSameTime
// misconception: invokeAll starts all: of its list, and the next list when that has ended
// why: one kind of part is waited for before the other is started
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
            var waits = new ArrayList<Callable<String>>();
            var computes = new ArrayList<Callable<String>>();
            for (Part part : parts) {
                switch (part) {
                    case Part.Waiting(Callable<String> call) -> waits.add(call);
                    case Part.Computing(Callable<String> call) -> computes.add(call);
                }
            }
            var waited = waiting.invokeAll(waits).iterator();
            var computed = processors.invokeAll(computes).iterator();
            var results = new ArrayList<String>();
            for (Part part : parts) {
                Future<String> result =
                        switch (part) {
                            case Part.Waiting wait -> waited.next();
                            case Part.Computing compute -> computed.next();
                        };
                results.add(result.get());
            }
            return results;
        }
    }
}
