// attack: starts threads that never start
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var thread =
                new Thread() {
                    @Override
                    public void start() {
                        run();
                    }
                };
        thread.start();
        return null;
    }

    private FetchAll() {}
}
