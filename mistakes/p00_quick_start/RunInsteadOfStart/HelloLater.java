// rejected by: ownVirtualThread
// misconception: "run() runs the thread": run() of a virtual thread does nothing, and the result
// never comes
// why: run() on a virtual thread does nothing
package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(greeting::get);
        Thread.ofVirtual().unstarted(task).run();
        return task.get();
    }

    private HelloLater() {}
}
