// rejected by: failureMakesRoom
// misconception: "release() comes after the call": a call that throws never gets there
// why: the failure jumped over release(): its permit is gone for good
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
        T answer = request.call();
        permits.release();
        return answer;
    }
}
