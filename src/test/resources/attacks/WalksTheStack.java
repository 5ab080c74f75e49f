// attack: finds the class of its check on the stack
// ends: policy
// said: java.lang.StackWalker
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .forEach(frame -> IO.println(frame.getDeclaringClass()));
        return null;
    }

    private FetchAll() {}
}
