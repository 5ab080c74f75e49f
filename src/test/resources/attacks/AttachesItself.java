// attack: loads an agent into its own JVM
// ends: policy
// said: com.sun.tools.attach
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        com.sun.tools.attach.VirtualMachine.attach("1").loadAgent("agent.jar");
        return null;
    }

    private FetchAll() {}
}
