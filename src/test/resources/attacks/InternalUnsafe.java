// attack: uses a package that the JDK keeps for itself
// ends: compile
// said: package jdk.internal.misc is not visible
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        jdk.internal.misc.Unsafe.getUnsafe();
        return null;
    }

    private FetchAll() {}
}
