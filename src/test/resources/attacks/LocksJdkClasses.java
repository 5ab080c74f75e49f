// attack: holds the monitors of classes that everybody shares
// ends: check
// said: still running
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        var held = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    synchronized (String.class) {
                        synchronized (Thread.class) {
                            synchronized (System.out) {
                                synchronized ("workbook".intern()) {
                                    held.countDown();
                                    LockSupport.park();
                                    while (true) {
                                        LockSupport.parkNanos(1_000_000);
                                    }
                                }
                            }
                        }
                    }
                });
        held.await();
        return null;
    }

    private FetchAll() {}
}
