// attack: declares a method that is not Java
// ends: policy
// said: is native
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        answer();
        return null;
    }

    private static native void answer();

    private FetchAll() {}
}
