// rejected by: onAVirtualThread
// misconception: "new Thread is the thread of Java": it makes a thread of the operating system
// why: make a thread of the operating system
package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        var answer = new FutureTask<>(call);
        new Thread(answer, name).start();
        return answer.get();
    }

    private Fetch() {}
}
