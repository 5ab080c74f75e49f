// rejected by: limitHolds
// misconception: "tryAcquire() waits for its turn": without a time it answers at once
// why: tryAcquire() does not wait, it says false at once
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        if (!permits.tryAcquire()) {
            throw new IllegalStateException("no room");
        }
        try {
            return request.call();
        } finally {
            permits.release();
        }
    }
}
