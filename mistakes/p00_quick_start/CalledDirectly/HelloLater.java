// rejected by: ownVirtualThread
// misconception: "a Supplier is a task, so get() runs it in the background": it is a plain call
// why: plain method calls: they stay on the thread that makes them
package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        try {
            return greeting.get();
        } catch (RuntimeException failed) {
            throw new ExecutionException(failed);
        }
    }

    private HelloLater() {}
}
