// rejected by: limitHolds
// misconception: "tryAcquire() takes a permit": it says false when it did not, and nobody listens
// why: goes on although tryAcquire() said false
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        permits.tryAcquire();
        try {
            return request.call();
        } finally {
            permits.release();
        }
    }
}
