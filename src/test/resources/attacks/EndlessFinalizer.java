// attack: keeps the thread that finalizes for itself
// ends: check
// said: null
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        new Grave();
        System.gc();
        return null;
    }

    private static final class Grave {
        @Override
        @SuppressWarnings("removal")
        protected void finalize() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }

    private FetchAll() {}
}
