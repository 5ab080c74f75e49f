// attack: loads a class of the harness by its name
// ends: policy
// said: Class.forName
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        Class.forName("workbook.worker.WorkerMain");
        return null;
    }

    private FetchAll() {}
}
