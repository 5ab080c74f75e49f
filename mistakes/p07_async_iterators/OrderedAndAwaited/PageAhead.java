// rejected by: fetchedMeanwhile
// misconception: "submit makes it concurrent": get on the next line waits for it
// why: waited for right after it is ordered
package p07_async_iterators;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

public final class PageAhead {

    /// Fetches a page, and blocks until it is there. Can be interrupted.
    @FunctionalInterface
    public interface Archive {
        Page page(int number) throws IOException, InterruptedException;
    }

    public record Page(int number, List<String> stories, boolean last) {}

    /// Reads the pages of an archive, from page 1 to the last.
    public static void readAll(Archive archive, Consumer<Page> reader)
            throws IOException, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean more = true;
            for (int number = 1; more; number++) {
                int wanted = number;
                var ordered = executor.submit(() -> archive.page(wanted));
                var page = ordered.get();
                more = !page.last();
                reader.accept(page);
            }
        } catch (ExecutionException failed) {
            throw new IOException("a page could not be fetched", failed);
        }
    }

    private PageAhead() {}
}
