// attack: reads a file of the machine
// ends: policy
// said: java.io.FileReader
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;
import java.io.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        try (var file = new BufferedReader(new FileReader("/etc/passwd"))) {
            file.lines().forEach(IO::println);
        }
        return null;
    }

    private FetchAll() {}
}
