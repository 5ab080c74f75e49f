// rejected by: bothAtOnce
// misconception: "the order of the lines does not matter": nothing runs meanwhile
// why: this one was submitted too late
package p03_tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;

public final class StartNow {

    public static <B, F, R> R together(
            Callable<B> background, Supplier<F> foreground, BiFunction<B, F, R> combine)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            F now = foreground.get();
            Future<B> later = executor.submit(background);
            return combine.apply(later.get(), now);
        }
    }

    private StartNow() {}
}
