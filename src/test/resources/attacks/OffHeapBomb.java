// attack: asks for memory outside of the heap
// ends: check
// said: OutOfMemoryError
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var all = new ArrayList<java.nio.ByteBuffer>();
        while (true) {
            all.add(java.nio.ByteBuffer.allocateDirect(16_000_000));
        }
    }

    private FetchAll() {}
}
