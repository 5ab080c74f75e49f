// rejected by: inOrder
// misconception: "it does not matter which of the two gets the thread": the reader has one
// already
// why: the reading was given to another thread
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
            Page next = archive.page(1);
            while (next != null) {
                var page = next;
                Future<?> reading = executor.submit(() -> reader.accept(page));
                next = page.last() ? null : archive.page(page.number() + 1);
                reading.get();
            }
        } catch (ExecutionException failed) {
            throw asThrown(failed.getCause());
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
