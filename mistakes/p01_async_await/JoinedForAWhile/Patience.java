// rejected by: waitsForTheEndOfTheCall
// misconception: "a tenth of a second is enough for it to end": how long a call cleans up, only the
// call knows
// why: and the method did not wait for its end, or only for a while
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Patience {

    public static <T> T ask(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        var worker = Thread.ofVirtual().name(name).start(answer);
        try {
            return answer.get();
        } catch (InterruptedException calledOff) {
            worker.interrupt();
            worker.join(100);
            throw calledOff;
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
