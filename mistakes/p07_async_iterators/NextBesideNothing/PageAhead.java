// rejected by: fetchedMeanwhile
// misconception: "it is ordered before it is needed": after the reading nothing is left to do
// meanwhile
// why: waited for right after it is ordered
package p07_async_iterators;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            Future<Page> ordered = executor.submit(() -> archive.page(1));
            try {
                boolean more = true;
                while (more) {
                    var page = ordered.get();
                    more = !page.last();
                    reader.accept(page);
                    if (more) {
                        ordered = executor.submit(() -> archive.page(page.number() + 1));
                    }
                }
            } catch (ExecutionException failed) {
                throw asThrown(failed.getCause());
            } finally {
                // close() waits for the page on its way. Who got here by an exception does not
                // want it any more.
                ordered.cancel(true);
            }
        }
    }

    /// Throws what may be thrown as it is.
    private static IOException asThrown(Throwable cause) throws InterruptedException {
        return switch (cause) {
            case IOException failed -> failed;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new IllegalStateException(cause);
        };
    }

    private PageAhead() {}
}
