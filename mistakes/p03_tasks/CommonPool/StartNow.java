// rejected by: oneThreadEach
// misconception: "supplyAsync is made for this": it borrows from a pool of few threads
// why: the common pool too, has few of them
package p03_tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

public final class StartNow {

    public static <B, F, R> R together(
            Callable<B> background, Supplier<F> foreground, BiFunction<B, F, R> combine)
            throws InterruptedException, ExecutionException {
        var later =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return background.call();
                    } catch (Exception failed) {
                        throw new CompletionException(failed);
                    }
                });
        try {
            F now = foreground.get();
            return combine.apply(later.get(), now);
        } finally {
            later.exceptionally(failed -> null).join();
        }
    }

    private StartNow() {}
}
