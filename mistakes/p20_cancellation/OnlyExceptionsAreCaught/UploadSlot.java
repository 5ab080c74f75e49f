// rejected by: endings
// misconception: "what an upload throws is an Exception": an Error is lost with its thread
// why: an exception ends its own thread only
package p20_cancellation;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

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
    private final ReentrantLock lock = new ReentrantLock();
    private Thread thread; // with the lock; null until it is started
    private volatile boolean cancelled; // written with the lock, before the interrupt

    // Written by the upload's thread, read by those who have joined it.
    private Ending ending = new Ending.Cancelled();

    public UploadSlot(Upload upload) {
        this.upload = upload;
    }

    public boolean start() {
        lock.lock();
        try {
            if (cancelled || thread != null) {
                return false;
            }
            thread = Thread.ofVirtual().name("upload").start(() -> ending = run());
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Ending run() {
        try {
            upload.run();
            return new Ending.Completed();
        } catch (InterruptedException interrupted) {
            return cancelled ? new Ending.Cancelled() : new Ending.Failed(interrupted);
        } catch (Exception failure) {
            return new Ending.Failed(failure);
        }
    }

    public Ending cancel(Duration limit) throws InterruptedException {
        // Waits without the lock: others may ask as well, with limits of their own.
        Thread told = tell();
        if (told == null || told.join(limit)) {
            return ending;
        }
        return new Ending.StillRunning();
    }

    /// @return the upload's thread, which was interrupted now or before; null if there is none
    private Thread tell() {
        lock.lock();
        try {
            if (!cancelled) {
                cancelled = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
            return thread;
        } finally {
            lock.unlock();
        }
    }
}
