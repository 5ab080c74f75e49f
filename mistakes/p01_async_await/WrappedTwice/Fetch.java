// rejected by: failureIsPassedOn
// misconception: "a Supplier cannot throw, so wrap the exception": the cause is now the wrapper
// why: the failure was wrapped once more on its way
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        answer.complete(call.call());
                    } catch (Throwable thrown) {
                        answer.completeExceptionally(new RuntimeException(thrown));
                    }
                });
        return answer.get();
    }

    private Fetch() {}
}
