package workbook.testkit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import workbook.testkit.LiveThreads.LiveThread;
import workbook.testkit.explorer.jdk.LockOwners;

/// The deadlock doctor: finds threads that wait for each other in a circle, virtual ones too, which
/// `ThreadMXBean.findDeadlockedThreads` does not see.
///
/// Monitors come from the JDK's thread dump. The owners of locks of `java.util.concurrent` are in
/// no dump, and finding them takes about 0.2 s in a JVM that has never explored: ask only when a
/// check is stuck.
public final class Deadlocks {
    private Deadlocks() {}

    /// @return one line for each thread that waits in a circle; empty if none does
    public static Optional<String> describe() {
        List<LiveThread> threads = LiveThreads.now();
        Map<Long, LiveThread> holders = holders(threads);
        var caught = new LinkedHashSet<LiveThread>();
        for (LiveThread start : threads) {
            var path = new LinkedHashSet<LiveThread>();
            LiveThread next = start;
            while (next != null && path.add(next)) {
                next = holders.get(next.id());
            }
            if (start.equals(next)) {
                caught.addAll(path);
            }
        }
        return caught.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        caught.stream()
                                .map(thread -> sentence(thread, holders.get(thread.id())))
                                .collect(Collectors.joining("\n")));
    }

    /// Who has what a thread waits for, by the id of the thread that waits.
    private static Map<Long, LiveThread> holders(List<LiveThread> threads) {
        var byId = new HashMap<Long, LiveThread>();
        var byMonitor = new HashMap<String, LiveThread>();
        for (LiveThread thread : threads) {
            byId.put(thread.id(), thread);
            thread.monitors().forEach(monitor -> byMonitor.put(monitor, thread));
        }
        var holders = new HashMap<Long, LiveThread>();
        // The owners are read after the dump, so a thread may have begun to wait in between: the
        // next
        // look sees it whole.
        LockOwners.byWaiter()
                .forEach((waiter, owner) -> {
                    if (byId.containsKey(waiter) && !byId.get(waiter).waitsFor().isEmpty()) {
                        holders.put(waiter, byId.get(owner));
                    }
                });
        for (LiveThread thread : threads) {
            if (byMonitor.containsKey(thread.waitsFor())) {
                holders.put(thread.id(), byMonitor.get(thread.waitsFor()));
            }
        }
        return holders;
    }

    private static String sentence(LiveThread thread, LiveThread holder) {
        return "%s waits at %s for %s, which %s holds"
                .formatted(thread.label(), thread.line(), what(thread.waitsFor()), holder.label());
    }

    /// `java.util.concurrent.locks.ReentrantLock$NonfairSync@1f` is a `ReentrantLock`.
    private static String what(String object) {
        String type = object.replaceAll("@.*", "").replaceAll("\\$(Nonf|F)airSync$", "");
        String name = type.substring(type.lastIndexOf('.') + 1);
        return type.startsWith("java.util.concurrent.") ? "a " + name : "the monitor of a " + name;
    }
}
