// rejected by: calledOff
// misconception: "only a call that is late must be ended": nobody ends it when its caller is
// interrupted
// why: the call is ended at the limit only
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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var task = executor.submit(call);
            try {
                return new Answer.Answered<>(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException late) {
                task.cancel(true);
                return new Answer.TimedOut<>(limit);
            }
        }
    }

    private QuickAnswer() {}
}
