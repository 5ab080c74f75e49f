// rejected by: failureIsNotLost
// misconception: "join() throws what the thread threw, as await does": the failure ends the thread
// and the method returns null
// why: an exception ends its own thread only
package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        var words = new AtomicReference<String>();
        var thread = Thread.ofVirtual().start(() -> words.set(greeting.get()));
        thread.join();
        return words.get();
    }

    private HelloLater() {}
}
