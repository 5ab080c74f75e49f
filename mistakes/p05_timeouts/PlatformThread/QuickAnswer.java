// rejected by: onAVirtualThread
// misconception: "any executor will do": one of platform threads costs a thread of the system for
// each call
// why: a thread of the operating system waits
package p05_timeouts;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

public final class QuickAnswer {

    public sealed interface Answer<T> {

        record Answered<T>(T value) implements Answer<T> {}

        record TimedOut<T>(Duration limit) implements Answer<T> {}
    }

    public static <T> Answer<T> ask(Duration limit, Callable<T> call)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newSingleThreadExecutor()) {
            var task = executor.submit(call);
            try {
                return new Answer.Answered<>(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                return new Answer.TimedOut<>(limit);
            } finally {
                task.cancel(true);
            }
        }
    }

    private QuickAnswer() {}
}
