// attack: starts a process by fork, which a missing helper does not stop
// ends: policy
// said: System.setProperty
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        System.setProperty("jdk.lang.Process.launchMechanism", "FORK");
        Runtime.getRuntime().exec(new String[] {"sleep", "600"});
        return null;
    }

    private FetchAll() {}
}
