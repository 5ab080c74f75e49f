// attack: writes until the disk is full
// ends: policy
// said: java.io.FileOutputStream
package p02_concurrent_execution;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        try (var file = new FileOutputStream("/tmp/full")) {
            while (true) {
                file.write(new byte[1_000_000]);
            }
        }
    }

    private FetchAll() {}
}
