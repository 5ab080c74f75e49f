// attack: builds a map of keys that all have the same hash
// ends: limit
// said: the check ends
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var map = new HashMap<Same, Integer>();
        for (int i = 0; i < 200_000; i++) {
            map.put(new Same(i), i);
        }
        return null;
    }

    private record Same(int value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same same && same.value == value;
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    private FetchAll() {}
}
