package workbook.testkit.explorer.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import workbook.testkit.explorer.jdk.VirtualThreads;

/// The virtual threads that runs left where they were. Nothing schedules them again, but the JVM
/// would keep them all, with everything that they refer to. So it is told to forget them; those of
/// executors it still counts as alive until a garbage collection.
public final class Abandoned {
    private static final Set<Long> IDS = ConcurrentHashMap.newKeySet();

    private Abandoned() {}

    static void add(Thread thread) {
        VirtualThreads.forget(thread);
        IDS.add(thread.threadId());
    }

    public static boolean contains(long threadId) {
        return IDS.contains(threadId);
    }
}
