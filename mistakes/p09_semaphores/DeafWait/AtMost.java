// rejected by: interruptedWhileWaiting
// misconception: "acquireUninterruptibly() spares me an exception": nobody can call the caller away
// why: the caller went on and made its request
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        permits.acquireUninterruptibly();
        try {
            return request.call();
        } finally {
            permits.release();
        }
    }
}
