// attack: reaches the statics of the harness
// ends: policy
// said: java.lang.ClassLoader
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        ClassLoader.getSystemClassLoader().loadClass("workbook.worker.WorkerMain");
        return null;
    }

    private FetchAll() {}
}
