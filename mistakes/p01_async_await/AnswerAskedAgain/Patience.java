// rejected by: passesTheInterruptOn
// misconception: "the interrupted call throws InterruptedException, so get() does": it throws an
// ExecutionException
// why: that is the interrupt of the call, as its future keeps it
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
