// attack: leaves a thread with a name of twenty million characters
// ends: limit
// said: 256 MB
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        Thread.ofVirtual().name("x".repeat(20_000_000)).start(LockSupport::park);
        return null;
    }

    private FetchAll() {}
}
