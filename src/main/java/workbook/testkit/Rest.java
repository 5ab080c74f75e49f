package workbook.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Tells when a thread has come to rest: it has ended, or it waits for something that has not
/// happened yet. So a check can put its own next step after whatever a program still does by
/// itself, without a sleep.
///
/// For a virtual thread that waits this is exact: from the moment it is unparked, its state is
/// `RUNNABLE`. A platform thread looks as if it still waited, until it runs again. So a check
/// starts on a virtual thread what it must not misjudge.
public final class Rest {

    private static final Duration GLANCE = Duration.ofNanos(100_000);

    private Rest() {}

    /// Waits until `thread` has come to rest, at most [RemoteService#PATIENCE]. Returns at once if
    /// it is the caller's own.
    public static void await(Thread thread) {
        long deadline = System.nanoTime() + RemoteService.PATIENCE.toNanos();
        while (thread != Thread.currentThread()
                && !isAtRest(thread)
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static boolean isAtRest(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }
}
