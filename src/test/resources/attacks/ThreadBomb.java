// attack: starts five hundred threads for each call, and leaves them
// ends: check
// said: still running
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        for (int i = 0; i < 500; i++) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        while (true) {
                            LockSupport.park();
                        }
                    });
        }
        return null;
    }

    private FetchAll() {}
}
