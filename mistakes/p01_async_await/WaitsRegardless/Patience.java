// rejected by: stopsTheCall
// misconception: "an interrupt is a disturbance, so try again": the thread cannot be stopped any
// more
// why: a loop that catches the interrupt waits again
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Patience {

    public static <T> T ask(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        Thread.ofVirtual().name(name).start(answer);
        while (true) {
            try {
                return answer.get();
            } catch (InterruptedException disturbed) {
                // the answer is not here yet, so wait on
            }
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
