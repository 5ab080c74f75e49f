// rejected by: scaledAsSoonAsLoaded
// misconception: first load all, then scale all: the processors are idle while one picture is slow
// why: or all of them are, before
package p17_blocking_work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        try (var loading = Executors.newVirtualThreadPerTaskExecutor()) {
            var loads =
                    names.stream()
                            .map(name -> (Callable<String>) () -> archive.load(name))
                            .toList();
            var scales = new ArrayList<Callable<String>>();
            for (Future<String> loaded : loading.invokeAll(loads)) {
                String picture = loaded.get();
                scales.add(() -> scaler.scale(picture));
            }
            var thumbnails = new ArrayList<String>();
            for (Future<String> thumbnail : scaling.invokeAll(scales)) {
                thumbnails.add(thumbnail.get());
            }
            return thumbnails;
        }
    }

    @Override
    public void close() {
        scaling.close();
    }
}
