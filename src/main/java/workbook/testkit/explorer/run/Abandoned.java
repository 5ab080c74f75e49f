package workbook.testkit.explorer.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The virtual threads that runs left where they were. Nothing schedules them again, but the JVM
/// keeps them and counts them as alive.
public final class Abandoned {
    private static final Set<Long> IDS = ConcurrentHashMap.newKeySet();

    private Abandoned() {}

    static void add(Thread thread) {
        IDS.add(thread.threadId());
    }

    public static boolean contains(long threadId) {
        return IDS.contains(threadId);
    }
}
