// rejected by: waitsForTheAnswer
// misconception: "after start() the work is done": start() returns at once, and the box is still
// empty
// why: start() returns at once
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new AtomicReference<T>();
        var failure = new AtomicReference<Throwable>();
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        answer.set(call.call());
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    }
                });
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
        return answer.get();
    }

    private Fetch() {}
}
