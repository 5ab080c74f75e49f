// rejected by: inTime
// misconception: "wait for the limit, then look": the answer came long before
// why: goes on until the limit is over
package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class QuickAnswer {

    public sealed interface Answer<T> {

        record Answered<T>(T value) implements Answer<T> {}

        record TimedOut<T>(Duration limit) implements Answer<T> {}
    }

    public static <T> Answer<T> ask(Duration limit, Callable<T> call)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var task = executor.submit(call);
            Thread.sleep(limit);
            if (task.isDone()) {
                return new Answer.Answered<>(task.get());
            }
            task.cancel(true);
            return new Answer.TimedOut<>(limit);
        }
    }

    private QuickAnswer() {}
}
