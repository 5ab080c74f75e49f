// rejected by: runsOnItsCaller
// misconception: "what runs at once runs on an executor": the callers have threads already
// why: a pool or an executor runs the request
package p09_semaphores;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

public final class AtMost {

    private final Semaphore permits;

    public AtMost(int limit) {
        permits = new Semaphore(limit);
    }

    public <T> T call(Callable<T> request) throws Exception {
        permits.acquire();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.submit(request).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) failed.getCause();
        } finally {
            permits.release();
        }
    }
}
