// attack: throws a failure that is its own cause in the end
// ends: check
// said: the circle
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var first = new RuntimeException("the circle");
        first.initCause(new RuntimeException("the circle", first));
        throw first;
    }

    private FetchAll() {}
}
