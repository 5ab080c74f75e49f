// attack: reads what the parent sends to the worker
// ends: policy
// said: System.in
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        return null;
    }

    private FetchAll() {}
}
