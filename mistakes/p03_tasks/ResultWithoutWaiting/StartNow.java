// rejected by: slowReport
// misconception: "by now it will be ready": resultNow() never waits
// why: resultNow() throws while the task still runs
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
            Future<B> later = executor.submit(background);
            F now = foreground.get();
            if (later.state() == Future.State.FAILED) {
                throw new ExecutionException(later.exceptionNow());
            }
            return combine.apply(later.resultNow(), now);
        }
    }

    private StartNow() {}
}
