// attack: starts virtual threads until the memory ends
// ends: limit
// said: the check ends | within the memory of a check
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var all = new ArrayList<Thread>();
        while (true) {
            all.add(Thread.ofVirtual().start(LockSupport::park));
        }
    }

    private FetchAll() {}
}
