// rejected by: interruptedWhileWaiting
// misconception: "acquire and release belong into one try": interrupted, it gives back too much
// why: finally gave back a permit that was never taken
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
            return request.call();
        } finally {
            permits.release();
        }
    }
}
