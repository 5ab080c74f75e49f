// attack: starts processes without an end
// ends: policy
// said: java.lang.ProcessBuilder
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        while (true) {
            new ProcessBuilder("sh", "-c", "sleep 600").start();
        }
    }

    private FetchAll() {}
}
