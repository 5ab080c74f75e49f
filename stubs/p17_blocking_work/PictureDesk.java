package p17_blocking_work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// # The picture desk that slows everybody down
///
/// *Repair · 14 minutes*
///
/// A news site shows small pictures. Each is loaded from an archive, which waits, and scaled, which
/// computes. As long as one page at a time is made, all is well. When many are, the archive is
/// asked for one picture after the other, although it could answer hundreds at once; other parts of
/// the site that have nothing to do with pictures stand still meanwhile; and far more pictures are
/// scaled at once than the machine has processors.
///
/// Repair the class. Keep what is good: whoever asks gets the pictures in order.
///
/// - Pictures are loaded on virtual threads, all those of a call at once.
/// - Pictures are scaled on platform threads of the desk. Over all calls, and as long as the desk
///   is open, it has at most `processors` of them.
/// - A picture is scaled as soon as it is loaded, even if others still load.
/// - The thumbnails are in the order of the names.
/// - If loading or scaling a picture fails, `thumbnails` throws an `ExecutionException` whose cause
///   is what was thrown, whatever that is.
/// - When `close` returns, the desk has no thread left.
public final class PictureDesk implements AutoCloseable {

    /// Where the pictures are. Waits for a disk, or for another machine.
    @FunctionalInterface
    public interface Archive {
        String load(String name) throws Exception;
    }

    /// Makes a picture small. Computes, and waits for nothing.
    @FunctionalInterface
    public interface Scaler {
        String scale(String picture) throws Exception;
    }

    private final Archive archive;
    private final Scaler scaler;
    private final int processors;

    /// @param processors how many pictures may be scaled at once, at least 1
    public PictureDesk(Archive archive, Scaler scaler, int processors) {
        this.archive = archive;
        this.scaler = scaler;
        this.processors = processors;
    }

    /// @return the thumbnails, in the order of the names
    /// @throws ExecutionException if a picture failed; its cause is what was thrown
    public List<String> thumbnails(List<String> names)
            throws InterruptedException, ExecutionException {
        var pictures =
                names.stream()
                        .map(name -> CompletableFuture.supplyAsync(() -> load(name)))
                        .toList();
        try (var pool = Executors.newFixedThreadPool(processors)) {
            var scaled = new ArrayList<Future<String>>();
            for (var picture : pictures) {
                String loaded = picture.get();
                scaled.add(pool.submit(() -> scaler.scale(loaded)));
            }
            var thumbnails = new ArrayList<String>();
            for (var thumbnail : scaled) {
                thumbnails.add(thumbnail.get());
            }
            return thumbnails;
        }
    }

    private String load(String name) {
        try {
            return archive.load(name);
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    /// Waits until the desk has nothing to do, and ends its threads.
    @Override
    public void close() {
        // Nothing to do: each call has closed its own pool.
    }
}
