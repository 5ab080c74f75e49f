// attack: closes the streams that the harness captures
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        System.out.close();
        System.err.close();
        return null;
    }

    private FetchAll() {}
}
