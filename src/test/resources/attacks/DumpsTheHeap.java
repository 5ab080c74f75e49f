// attack: looks for secrets in the heap
// ends: policy
// said: java.lang.management
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        java.lang.management.ManagementFactory.getPlatformMXBeans(
                        java.lang.management.MemoryMXBean.class)
                .getFirst()
                .gc();
        return null;
    }

    private FetchAll() {}
}
