// rejected by: failureInItsTurn
// misconception: "the last cause is what happened": only the first wrapping is the executor's
// why: the chain was followed to its end
package p07_async_iterators;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

public final class PageAhead {

    @FunctionalInterface
    public interface Archive {
        Page page(int number) throws IOException, InterruptedException;
    }

    public record Page(int number, List<String> stories, boolean last) {}

    public static void readAll(Archive archive, Consumer<Page> reader)
            throws IOException, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var ordered = executor.submit(() -> archive.page(1));
            try {
                for (int number = 1; ordered != null; number++) {
                    var page = ordered.get();
                    int next = number + 1;
                    ordered = page.last() ? null : executor.submit(() -> archive.page(next));
                    reader.accept(page);
                }
            } finally {
                if (ordered != null) {
                    ordered.cancel(true);
                }
            }
        } catch (ExecutionException failed) {
            Throwable root = failed;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            switch (root) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case InterruptedException e -> throw e;
                default -> throw new IOException(failed);
            }
        }
    }

    private PageAhead() {}
}
