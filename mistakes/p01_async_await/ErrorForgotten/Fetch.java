// rejected by: errorIsPassedOn
// misconception: "Exception is everything that can be thrown": an Error ends the thread unseen
// why: an exception ends its own thread only
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new AtomicReference<T>();
        var failure = new AtomicReference<Exception>();
        var thread =
                Thread.ofVirtual()
                        .name(name)
                        .start(() -> {
                            try {
                                answer.set(call.call());
                            } catch (Exception failed) {
                                failure.set(failed);
                            }
                        });
        thread.join();
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
        return answer.get();
    }

    private Fetch() {}
}
