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
        // close() waits for the task on every way out, so a failing foreground leaves none behind.
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<B> later = executor.submit(background);
            F now = foreground.get();
            return combine.apply(later.get(), now);
        }
    }

    private StartNow() {}
}
