// attack: leaves a value that fails when the harness starts a thread
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        new InheritableThreadLocal<String>() {
            @Override
            protected String childValue(String parent) {
                throw new IllegalStateException("inherited");
            }
        }.set("poison");
        return null;
    }

    private FetchAll() {}
}
