// attack: makes objects past their constructors
// ends: policy
// said: java.io.ObjectInputStream
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(new byte[9])).readObject();
        return null;
    }

    private FetchAll() {}
}
