// attack: returns a list that claims to hold whatever it is asked for
// ends: check
// said: a call is made only when
// passes: noneIsLost
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    @SuppressWarnings("unchecked")
    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        return (List<T>) new Liar();
    }

    private static final class Liar extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            return "lie";
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public boolean containsAll(Collection<?> wanted) {
            return true;
        }
    }

    private FetchAll() {}
}
