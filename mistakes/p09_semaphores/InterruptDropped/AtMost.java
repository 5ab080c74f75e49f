// rejected by: interruptedWhileWaiting
// misconception: "no permit, no answer: null will do": the caller takes null for an answer
// why: the InterruptedException was caught and dropped
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        try {
            permits.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            return request.call();
        } finally {
            permits.release();
        }
    }
}
