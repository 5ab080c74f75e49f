// rejected by: tooLate
// misconception: "a pool saves threads": its thread runs another upload by now
// why: interrupts a thread that is not its own
package p20_cancellation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    private static final ExecutorService POOL =
            Executors.newFixedThreadPool(1, Thread.ofVirtual().factory());

    private final Upload upload;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean started;
    private volatile boolean cancelled;
    private volatile Thread worker;
    private volatile Ending ending = new Ending.Cancelled();

    public UploadSlot(Upload upload) {
        this.upload = upload;
    }

    public boolean start() {
        lock.lock();
        try {
            if (cancelled || started) {
                return false;
            }
            started = true;
            POOL.execute(() -> {
                worker = Thread.currentThread();
                ending = run();
                ended.countDown();
            });
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
        } catch (Throwable failure) {
            return new Ending.Failed(failure);
        }
    }

    public Ending cancel(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            if (!started) {
                cancelled = true;
                return ending;
            }
            if (!cancelled) {
                cancelled = true;
                if (worker != null) {
                    worker.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
        boolean over = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        return over ? ending : new Ending.StillRunning();
    }
}
