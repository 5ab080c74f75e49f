// attack: ends the JVM by a method reference, with the code of success
// ends: limit
// said: ended the whole JVM
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        IntConsumer end = System::exit;
        end.accept(0);
        return null;
    }

    private FetchAll() {}
}
