// rejected by: stopsTheCall
// misconception: "when I am interrupted, so are my threads": the call goes on for nobody
// why: an interrupt reaches the one thread that it is sent to
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Patience {

    public static <T> T ask(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        Thread.ofVirtual().name(name).start(answer);
        return answer.get();
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
