// rejected by: outOfTime
// misconception: "a cancelled task has ended": it has been asked to end
// why: does not wait until it has
package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class QuickAnswer {

    public sealed interface Answer<T> {

        record Answered<T>(T value) implements Answer<T> {}

        record TimedOut<T>(Duration limit) implements Answer<T> {}
    }

    public static <T> Answer<T> ask(Duration limit, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(call);
        Thread.startVirtualThread(task);
        try {
            return new Answer.Answered<>(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            task.cancel(true);
            return new Answer.TimedOut<>(limit);
        }
    }

    private QuickAnswer() {}
}
