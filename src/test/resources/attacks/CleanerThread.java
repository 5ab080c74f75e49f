// attack: runs its code on the thread of a cleaner, for ever
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var cleaner = java.lang.ref.Cleaner.create();
        cleaner.register(
                new Object(),
                () -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                });
        System.gc();
        return null;
    }

    private FetchAll() {}
}
