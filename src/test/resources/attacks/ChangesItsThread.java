// attack: changes the thread of the harness that calls it
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var thread = Thread.currentThread();
        thread.setName("main");
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.setUncaughtExceptionHandler((who, failure) -> {});
        thread.interrupt();
        return null;
    }

    private FetchAll() {}
}
