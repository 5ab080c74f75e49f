// rejected by: limitHolds
// misconception: "a semaphore around the call limits it": each call has one, nobody shares
// why: each call has a semaphore of its own
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final int limit;

    public AtMost(int limit) {
        this.limit = limit;
    }

    public <T> T call(Callable<T> request) throws Exception {
        var permits = new Semaphore(limit);
        permits.acquire();
        try {
            return request.call();
        } finally {
            permits.release();
        }
    }
}
