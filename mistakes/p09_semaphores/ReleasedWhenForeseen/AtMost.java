// rejected by: failureMakesRoom
// misconception: "a failure is an Exception": an Error takes the permit along
// why: the permit comes back after the failures that were foreseen only
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
            T answer = request.call();
            permits.release();
            return answer;
        } catch (Exception failed) {
            permits.release();
            throw failed;
        }
    }
}
