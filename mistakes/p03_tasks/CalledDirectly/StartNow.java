// rejected by: bothAtOnce
// misconception: "a Callable runs in the background": its call() runs where it is called
// why: call() is a method like any other: it runs where it is called
package p03_tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

public final class StartNow {

    public static <B, F, R> R together(
            Callable<B> background, Supplier<F> foreground, BiFunction<B, F, R> combine)
            throws InterruptedException, ExecutionException {
        try {
            B report = background.call();
            return combine.apply(report, foreground.get());
        } catch (RuntimeException | InterruptedException passedOn) {
            throw passedOn;
        } catch (Exception failed) {
            throw new ExecutionException(failed);
        }
    }

    private StartNow() {}
}
