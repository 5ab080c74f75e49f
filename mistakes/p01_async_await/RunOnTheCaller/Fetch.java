// rejected by: onAVirtualThread
// misconception: "a FutureTask is asynchronous": its run() works on the thread that calls it
// why: they run the task on the thread that calls them, and start no thread
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        answer.run();
        return answer.get();
    }

    private Fetch() {}
}
