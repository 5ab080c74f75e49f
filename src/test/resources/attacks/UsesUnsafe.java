// attack: writes into the memory of the JVM
// ends: policy
// said: sun.misc.Unsafe
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        var unsafe = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        unsafe.setAccessible(true);
        ((sun.misc.Unsafe) unsafe.get(null)).putAddress(0, 0);
        return null;
    }

    private FetchAll() {}
}
