// attack: changes the JVM from outside, through /proc/self/mem
// ends: policy
// said: java.io.RandomAccessFile
package p02_concurrent_execution;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        try (var memory = new RandomAccessFile("/proc/self/mem", "rw")) {
            memory.seek(0x7f0000000000L);
            memory.writeLong(0);
        }
        return null;
    }

    private FetchAll() {}
}
