// rejected by: oneAhead
// misconception: "a queue for one page is one page ahead": one more is in the hands of whoever
// puts it
// why: a queue for one page lets two be ahead
package p07_async_iterators;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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
            BlockingQueue<Future<Page>> pages = new ArrayBlockingQueue<>(1);
            var pump = executor.submit(() -> fetchAll(archive, pages));
            try {
                Page page;
                do {
                    page = pages.take().get();
                    reader.accept(page);
                } while (!page.last());
            } catch (ExecutionException failed) {
                throw asThrown(failed.getCause());
            } finally {
                pump.cancel(true);
            }
        }
    }

    private static Void fetchAll(Archive archive, BlockingQueue<Future<Page>> pages)
            throws InterruptedException {
        boolean more = true;
        for (int number = 1; more; number++) {
            int wanted = number;
            var fetched = new FutureTask<>(() -> archive.page(wanted));
            fetched.run();
            pages.put(fetched);
            more = fetched.state() == Future.State.SUCCESS && !fetched.resultNow().last();
        }
        return null;
    }

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
