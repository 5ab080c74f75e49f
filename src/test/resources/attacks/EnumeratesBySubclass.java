// attack: finds all threads by a method that a subclass inherits
// ends: policy
// said: Thread.getAllStackTraces
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        Sub.getAllStackTraces().keySet().forEach(Thread::interrupt);
        return null;
    }

    private static final class Sub extends Thread {}

    private FetchAll() {}
}
