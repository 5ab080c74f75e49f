// attack: returns elements that equal whatever they are compared with
// ends: check
// said: anything
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    @SuppressWarnings("unchecked")
    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        return (List<T>) List.of(new Anything(), new Anything(), new Anything());
    }

    private record Anything() {
        @Override
        public boolean equals(Object other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "anything";
        }
    }

    private FetchAll() {}
}
