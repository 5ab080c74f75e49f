package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        permits.acquire(); // before try: interrupted here, there is nothing to give back
        try {
            return request.call();
        } finally {
            permits.release();
        }
    }
}
