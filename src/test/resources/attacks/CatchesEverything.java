// attack: catches what stops it, and goes on
// ends: limit
// said: the check ends
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (Throwable stopped) {
                Thread.onSpinWait();
            }
        }
    }

    private FetchAll() {}
}
