// rejected by: calledOff
// misconception: "the limit is the only way out of a wait": an interrupt is another, and the thread
// stays
// why: an interrupt reaches the thread that waits
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
        var value = new java.util.concurrent.atomic.AtomicReference<T>();
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        Thread t =
                Thread.startVirtualThread(() -> {
                    try {
                        value.set(call.call());
                    } catch (Throwable x) {
                        failure.set(x);
                    }
                });
        if (!t.join(limit)) {
            t.interrupt();
            t.join();
            return new Answer.TimedOut<>(limit);
        }
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
        return new Answer.Answered<>(value.get());
    }

    private QuickAnswer() {}
}
