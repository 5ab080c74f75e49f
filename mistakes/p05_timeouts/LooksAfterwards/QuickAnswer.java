// rejected by: outOfTime
// misconception: "measure how long it took": the call itself is never stopped
// why: a thread that makes the call itself cannot look at the clock
package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

public final class QuickAnswer {

    public sealed interface Answer<T> {

        record Answered<T>(T value) implements Answer<T> {}

        record TimedOut<T>(Duration limit) implements Answer<T> {}
    }

    public static <T> Answer<T> ask(Duration limit, Callable<T> call)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        T value;
        try {
            value = call.call();
        } catch (InterruptedException calledOff) {
            throw calledOff;
        } catch (Exception failed) {
            throw new ExecutionException(failed);
        }
        boolean late = System.nanoTime() - start > limit.toNanos();
        return late ? new Answer.TimedOut<>(limit) : new Answer.Answered<>(value);
    }

    private QuickAnswer() {}
}
