// rejected by: bothAtOnce
// misconception: "submit and get belong together": the foreground waits for the result
// why: whoever asks for the result before the foreground work does one after the other
package p03_tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;

public final class StartNow {

    public static <B, F, R> R together(
            Callable<B> background, Supplier<F> foreground, BiFunction<B, F, R> combine)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            B report = executor.submit(background).get();
            F now = foreground.get();
            return combine.apply(report, now);
        }
    }

    private StartNow() {}
}
