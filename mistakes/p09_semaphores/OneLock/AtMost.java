// rejected by: limitIsUsed
// misconception: "a guard is a lock": a lock lets one in, whatever the limit
// why: a lock lets one in, a semaphore as many as it has permits
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

public final class AtMost {

    private final ReentrantLock lock = new ReentrantLock();

    public AtMost(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }

    public <T> T call(Callable<T> request) throws Exception {
        lock.lockInterruptibly();
        try {
            return request.call();
        } finally {
            lock.unlock();
        }
    }
}
