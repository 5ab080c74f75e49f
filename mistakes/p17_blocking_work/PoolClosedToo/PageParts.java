// rejected by: poolStaysOpen
// misconception: each executor goes into try-with-resources, also that of others
// why: the pool was closed with the first page
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
        try (processors;
                var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new ArrayList<Future<String>>();
            for (Part part : parts) {
                started.add(
                        switch (part) {
                            case Part.Waiting(Callable<String> call) -> waiting.submit(call);
                            case Part.Computing(Callable<String> call) -> processors.submit(call);
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
