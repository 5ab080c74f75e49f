// attack: writes a file with a class that also writes text
// ends: policy
// said: this form of new PrintWriter
package p02_concurrent_execution;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        try (var file = new PrintWriter("solutions/p02_concurrent_execution/FetchAll.java")) {
            file.println("// gone");
        }
        return null;
    }

    private FetchAll() {}
}
