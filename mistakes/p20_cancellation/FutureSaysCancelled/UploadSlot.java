// rejected by: waitsForTheEnd
// misconception: "the future is CANCELLED, so the task has ended": it says what was asked
// why: cancel returned before the upload had ended
package p20_cancellation;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final AtomicBoolean started = new AtomicBoolean();
    private final FutureTask<Void> task;

    public UploadSlot(Upload upload) {
        task =
                new FutureTask<>(() -> {
                    upload.run();
                    return null;
                });
    }

    public boolean start() {
        if (task.isCancelled() || !started.compareAndSet(false, true)) {
            return false;
        }
        Thread.ofVirtual().name("upload").start(task);
        return true;
    }

    public Ending cancel(Duration limit) throws InterruptedException {
        task.cancel(true);
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return new Ending.Completed();
        } catch (CancellationException cancelled) {
            return new Ending.Cancelled();
        } catch (ExecutionException failed) {
            return new Ending.Failed(failed.getCause());
        } catch (TimeoutException late) {
            return new Ending.StillRunning();
        }
    }
}
