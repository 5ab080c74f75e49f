// attack: throws a checked exception that nobody declared
// ends: check
// said: Unheard
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        FetchAll.<RuntimeException>sneak(new Unheard());
        return null;
    }

    private static final class Unheard extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    private FetchAll() {}
}
