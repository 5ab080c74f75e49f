// attack: hides the name of a method from those who search the text
// ends: policy
// said: Runtime.exec
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        Runtime.getRuntime().\u0065\u0078ec("id");
        return null;
    }

    private FetchAll() {}
}
