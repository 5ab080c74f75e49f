// attack: opens the JDK to itself
// ends: policy
// said: Class.getModule
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        Object.class.getModule().addOpens("java.lang", FetchAll.class.getModule());
        return null;
    }

    private FetchAll() {}
}
