// rejected by: ownVirtualThread
// misconception: "new Thread(task).run() runs the task on the new thread": it runs on the caller's
// why: plain method calls: they stay on the thread that makes them
package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(greeting::get);
        new Thread(task).run();
        return task.get();
    }

    private HelloLater() {}
}
