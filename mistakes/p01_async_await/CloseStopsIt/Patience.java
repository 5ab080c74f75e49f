// rejected by: stopsTheCall
// misconception: "try-with-resources cleans up, so it stops the task": close() waits for the task
// why: close() of an executor waits for its tasks and does not stop them
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class Patience {

    public static <T> T ask(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var named = Thread.ofVirtual().name(name).factory();
        try (var executor = Executors.newThreadPerTaskExecutor(named)) {
            return executor.submit(call).get();
        }
    }

    public static <T> T askOr(T fallback, String name, Callable<T> call) {
        try {
            return ask(name, call);
        } catch (InterruptedException calledOff) {
            Thread.currentThread().interrupt();
            return fallback;
        } catch (ExecutionException failed) {
            return fallback;
        }
    }

    private Patience() {}
}
