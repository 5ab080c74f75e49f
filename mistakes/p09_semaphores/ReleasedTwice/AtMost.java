// rejected by: failureMakesRoom
// misconception: "release on failure, and in finally to be safe": every failure adds a permit
// why: came back twice, in catch and again in finally
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        permits.acquire();
        try {
            return request.call();
        } catch (Exception failed) {
            permits.release();
            throw failed;
        } finally {
            permits.release();
        }
    }
}
