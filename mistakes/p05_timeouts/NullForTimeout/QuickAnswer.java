// rejected by: nullIsAnAnswer
// misconception: "null means that nothing came": a call may return null
// why: null stands for a timeout here
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
            T value = null;
            try {
                value = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                task.cancel(true);
            }
            return value == null ? new Answer.TimedOut<>(limit) : new Answer.Answered<>(value);
        }
    }

    private QuickAnswer() {}
}
