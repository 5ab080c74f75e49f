// attack: never ends while its class is loaded
// ends: limit
// said: the check ends
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        return null;
    }

    static {
        while (Boolean.TRUE) {
            Thread.onSpinWait();
        }
    }

    private FetchAll() {}
}
