// rejected by: waitsForTheEnd
// misconception: "cancel(true) interrupts": a CompletableFuture knows no thread
// why: cancel returned before the upload had ended
package p20_cancellation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

public final class UploadSlot {

    @FunctionalInterface
    public interface Upload {
        void run() throws Exception;
    }

    public sealed interface Ending {

        record Completed() implements Ending {}

        record Cancelled() implements Ending {}

        record Failed(Throwable cause) implements Ending {}

        record StillRunning() implements Ending {}
    }

    private final Upload upload;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    public UploadSlot(Upload upload) {
        this.upload = upload;
    }

    public boolean start() {
        if (ending.isCancelled() || !started.compareAndSet(false, true)) {
            return false;
        }
        Thread.ofVirtual().name("upload").start(() -> ending.complete(run()));
        return true;
    }

    private Ending run() {
        try {
            upload.run();
            return new Ending.Completed();
        } catch (InterruptedException interrupted) {
            return new Ending.Cancelled();
        } catch (Throwable failure) {
            return new Ending.Failed(failure);
        }
    }

    public Ending cancel(Duration limit) throws InterruptedException {
        if (ending.cancel(true) || ending.isCancelled()) {
            return new Ending.Cancelled();
        }
        try {
            return ending.join();
        } catch (CompletionException failed) {
            return new Ending.Failed(failed.getCause());
        }
    }
}
