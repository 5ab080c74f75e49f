// attack: starts a process that outlives the check
// ends: policy
// said: java.lang.ProcessBuilder
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        new ProcessBuilder("sleep", "600").start();
        return null;
    }

    private FetchAll() {}
}
