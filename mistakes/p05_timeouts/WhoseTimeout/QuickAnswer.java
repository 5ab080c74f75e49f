// rejected by: failureIsNotLate
// misconception: "a TimeoutException means that my limit is over": the call may have one of its own
// why: the type alone does not say whose limit was over
package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
        var answer = new CompletableFuture<T>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var task =
                    executor.submit(() -> {
                        try {
                            answer.complete(call.call());
                        } catch (Exception failed) {
                            answer.completeExceptionally(failed);
                        }
                    });
            try {
                T value = answer.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).get();
                return new Answer.Answered<>(value);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof TimeoutException) {
                    return new Answer.TimedOut<>(limit);
                }
                throw failed;
            } finally {
                task.cancel(true);
            }
        }
    }

    private QuickAnswer() {}
}
