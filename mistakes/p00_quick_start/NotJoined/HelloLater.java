// rejected by: waitsForTheGreeting
// misconception: "after start() the result is there": start() returns at once, and nobody waits
// why: only join() or get() makes the method wait
package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        var words = new AtomicReference<String>();
        Thread.ofVirtual().start(() -> words.set(greeting.get()));
        return words.get();
    }

    private HelloLater() {}
}
