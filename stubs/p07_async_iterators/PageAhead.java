package p07_async_iterators;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// # The next page, please
///
/// *Repair · 12 minutes*
///
/// An editor goes through a news archive page by page. The next page should be fetched while the
/// editor reads this one, so somebody gave the method below an executor. It did not help: three
/// pages that take 100 ms to fetch and 100 ms to read still take 600 ms. And when a page cannot be
/// fetched, the caller does not get the archive's own exception, but another one around it.
///
/// Repair the method.
///
/// - The next page is on its way while this one is read: the three pages take 400 ms.
/// - Never more than one page ahead: while page 1 is read, page 3 is not asked for.
/// - After the last page none is asked for.
/// - The reader gets the pages in order, on the thread that called `readAll`.
/// - If a page cannot be fetched, the pages before it are read, all of them. Then `readAll` throws
///   what the archive threw: the same `IOException` or `RuntimeException`.
/// - If the reader throws, or the calling thread is interrupted, `readAll` ends with that exception
///   without waiting for a page that nobody will read: the one that is on its way is cancelled.
/// - No thread is left when `readAll` ends, however it ends.
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
