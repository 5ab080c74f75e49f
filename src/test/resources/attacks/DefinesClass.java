// attack: defines a class from bytes that nobody has seen
// ends: policy
// said: java.lang.ClassLoader
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        new ClassLoader() {
            Class<?> define(byte[] bytes) {
                return defineClass(null, bytes, 0, bytes.length);
            }
        }.define(new byte[0]);
        return null;
    }

    private FetchAll() {}
}
