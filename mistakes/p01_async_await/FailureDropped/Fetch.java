// rejected by: failureIsPassedOn
// misconception: "a stack trace is enough": the log knows of the failure, the caller gets null
// why: a failure ends the thread it happens on, and reaches no other by itself
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new AtomicReference<T>();
        var thread =
                Thread.ofVirtual()
                        .name(name)
                        .start(() -> {
                            try {
                                answer.set(call.call());
                            } catch (Exception failed) {
                                failed.printStackTrace();
                            }
                        });
        thread.join();
        return answer.get();
    }

    private Fetch() {}
}
