package workbook.testkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import workbook.testkit.explorer.jdk.VirtualThreads;

/// Threads that wait for a monitor inside the JDK: held by a thread that was stopped in code which
/// the JDK called back, or waited on by `Object.wait` in a JDK class.
///
/// When such a monitor is left, the JVM hands the next thread to one of its own threads, which
/// makes it ready a little later. Runs would differ by that little; so the scheduler waits until it
/// has happened.
final class BlockedInJdk {
    private static final int LOOKS = 25;

    private final List<ControlledThread> threads = new ArrayList<>();

    /// Takes note of a thread that has just stopped running.
    void stopped(ControlledThread thread) {
        if (VirtualThreads.isInMonitor(thread.thread)) {
            threads.add(thread);
        }
    }

    void awaitUnblocked() {
        int quiet = 0;
        while (!threads.isEmpty() && quiet < LOOKS) {
            threads.removeIf(thread -> thread.queued);
            if (threads.stream().noneMatch(t -> VirtualThreads.isBlocked(t.thread))) {
                return;
            }
            // the JVM takes its steps one by one: a single look could fall between two of them
            quiet =
                    threads.stream().anyMatch(t -> VirtualThreads.isBeingUnblocked(t.thread))
                            ? 0
                            : quiet + 1;
            LockSupport.parkNanos(20_000);
        }
    }
}
