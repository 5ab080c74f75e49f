// attack: throws a failure whose message has thirty million characters
// ends: check
// said: characters more
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        throw new IllegalStateException("x".repeat(30_000_000));
    }

    private FetchAll() {}
}
