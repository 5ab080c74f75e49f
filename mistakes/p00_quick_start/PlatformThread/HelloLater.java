// rejected by: ownVirtualThread
// misconception: "every thread is the same": new Thread makes a thread of the operating system
// why: Thread.ofVirtual makes virtual ones
package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(greeting::get);
        new Thread(task).start();
        return task.get();
    }

    private HelloLater() {}
}
