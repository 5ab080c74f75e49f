// attack: ends the JVM at once, from another thread
// ends: policy
// said: Runtime.halt
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        Thread.ofVirtual().start(() -> Runtime.getRuntime().halt(0)).join();
        return null;
    }

    private FetchAll() {}
}
