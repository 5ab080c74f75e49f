// rejected by: failureIsPassedOn
// misconception: "complete() is all that a future needs": when the call fails, nobody completes it
// why: or that is not set when the call fails
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
                    } catch (Exception failed) {
                        failed.printStackTrace();
                    }
                });
        return answer.get();
    }

    private Fetch() {}
}
