// rejected by: onAVirtualThread
// misconception: "run() runs the thread": run() of a virtual thread does nothing
// why: run() of a virtual thread does nothing, and only start() makes a thread run its task
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        var thread = Thread.ofVirtual().name(name).unstarted(answer);
        thread.run();
        return answer.get();
    }

    private Fetch() {}
}
