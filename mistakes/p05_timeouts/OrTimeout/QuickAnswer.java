// rejected by: outOfTime
// misconception: "orTimeout and cancel end what the future stands for": they end the future
// why: and close() waits for it
package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class QuickAnswer {

    public sealed interface Answer<T> {

        record Answered<T>(T value) implements Answer<T> {}

        record TimedOut<T>(Duration limit) implements Answer<T> {}
    }

    public static <T> Answer<T> ask(Duration limit, Callable<T> call)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return call.call();
                                } catch (Exception failed) {
                                    throw new CompletionException(failed);
                                }
                            },
                            executor);
            try {
                return new Answer.Answered<>(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                answer.cancel(true);
                return new Answer.TimedOut<>(limit);
            }
        }
    }

    private QuickAnswer() {}
}
