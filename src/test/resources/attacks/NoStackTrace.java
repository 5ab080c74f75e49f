// attack: throws a failure that has neither stack trace nor cause to ask for
// ends: check
// said: cannot be told
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        throw new Bare();
    }

    private static final class Bare extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            return null;
        }

        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError();
        }
    }

    private FetchAll() {}
}
