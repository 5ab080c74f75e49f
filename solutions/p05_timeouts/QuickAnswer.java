package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
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
            var task = executor.submit(call);
            try {
                return new Answer.Answered<>(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                // Only the limit of this wait: one that the call threw is in an ExecutionException.
                return new Answer.TimedOut<>(limit);
            } finally {
                task.cancel(true); // before close(), which would wait for the call's own end
            }
        }
    }

    private QuickAnswer() {}
}
