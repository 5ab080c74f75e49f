// rejected by: onAVirtualThread
// misconception: "supplyAsync is how Java spells async": it borrows a thread of the common pool
// why: use the common pool
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return call.call();
                            } catch (Exception failed) {
                                throw new CompletionException(failed);
                            }
                        })
                .get();
    }

    private Fetch() {}
}
