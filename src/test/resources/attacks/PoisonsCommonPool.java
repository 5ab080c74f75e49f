// attack: fills the pool that the whole JVM shares
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        for (int i = 0; i < 1_000; i++) {
            ForkJoinPool.commonPool()
                    .execute(() -> {
                        while (true) {
                            Thread.onSpinWait();
                        }
                    });
        }
        return null;
    }

    private FetchAll() {}
}
