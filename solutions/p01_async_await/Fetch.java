package p01_async_await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class Fetch {

    public static <T> T fetch(String name, Callable<T> call)
            throws InterruptedException, ExecutionException {
        // It keeps a result or a failure, an Error too, until somebody asks.
        var answer = new FutureTask<>(call);
        Thread.ofVirtual().name(name).start(answer);
        return answer.get();
    }

    private Fetch() {}
}
