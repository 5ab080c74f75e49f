// attack: throws a failure that fails only when the harness explains it
// ends: check
// said: Moody that cannot be told
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        throw new Moody();
    }

    private static final class Moody extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            for (StackTraceElement frame : new Throwable().getStackTrace()) {
                if (frame.getClassName().endsWith("FailureHelp")) {
                    throw new IllegalStateException("no comment");
                }
            }
            return super.getStackTrace();
        }
    }

    private FetchAll() {}
}
