// attack: plugs itself into what loads services
// ends: policy
// said: java.util.ServiceLoader
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        ServiceLoader.load(Runnable.class).forEach(Runnable::run);
        return null;
    }

    private FetchAll() {}
}
