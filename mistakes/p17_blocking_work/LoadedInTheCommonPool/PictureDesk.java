// rejected by: loadsOnVirtualThreads
// misconception: supplyAsync needs no executor: it has one, for computing, and all share it
// why: supplyAsync without an executor uses the common pool
package p17_blocking_work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class PictureDesk implements AutoCloseable {

    @FunctionalInterface
    public interface Archive {
        String load(String name) throws Exception;
    }

    @FunctionalInterface
    public interface Scaler {
        String scale(String picture) throws Exception;
    }

    private final Archive archive;
    private final Scaler scaler;
    private final ExecutorService scaling;

    public PictureDesk(Archive archive, Scaler scaler, int processors) {
        this.archive = archive;
        this.scaler = scaler;
        // One pool for all calls: a pool for each would bound each call, and not the machine.
        scaling = Executors.newFixedThreadPool(processors, Thread.ofPlatform().factory());
    }

    public List<String> thumbnails(List<String> names)
            throws InterruptedException, ExecutionException {
        var started =
                names.stream()
                        .map(name -> CompletableFuture.supplyAsync(() -> unchecked(name)))
                        .toList();
        var thumbnails = new ArrayList<String>();
        for (var thumbnail : started) {
            thumbnails.add(thumbnail.get());
        }
        return thumbnails;
    }

    private String unchecked(String name) {
        try {
            return thumbnail(name);
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    private String thumbnail(String name) throws Exception {
        String picture = archive.load(name);
        Future<String> scaled = scaling.submit(() -> scaler.scale(picture));
        try {
            return scaled.get();
        } catch (ExecutionException failed) {
            // The future around this task wraps it again, so that the cause would be hidden.
            switch (failed.getCause()) {
                case Error error -> throw error;
                case Exception cause -> throw cause;
                default -> throw failed;
            }
        }
    }

    @Override
    public void close() {
        scaling.close();
    }
}
