// attack: reads a file of the machine
// ends: policy
// said: java.io.FileReader
package p02_concurrent_execution;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        try (var file = new BufferedReader(new FileReader("/etc/passwd"))) {
            file.lines().forEach(IO::println);
        }
        return null;
    }

    private FetchAll() {}
}
