// rejected by: passesTheInterruptOn
// misconception: "after cancel(true), get() waits for the end": it throws CancellationException at
// once
// why: get() of a cancelled future throws CancellationException
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Patience {

    public static <T> T ask(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        Thread.ofVirtual().name(name).start(answer);
        try {
            return answer.get();
        } catch (InterruptedException calledOff) {
            answer.cancel(true);
            return answer.get();
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
