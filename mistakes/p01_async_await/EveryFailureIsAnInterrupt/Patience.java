// rejected by: aFailureIsNoInterrupt
// misconception: "in doubt set the status": a call that fails now interrupts its caller
// why: a failure of the call was treated as an interrupt
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
            worker.join();
            throw calledOff;
        }
    }

    public static <T> T askOr(T fallback, String name, Callable<T> call) {
        try {
            return ask(name, call);
        } catch (Exception noAnswer) {
            Thread.currentThread().interrupt();
            return fallback;
        }
    }

    private Patience() {}
}
