package workbook.testkit.explorer.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Threads that wait for a monitor inside the JDK: held by a thread that was stopped in code which
/// the JDK called back, or waited on by `Object.wait` in a JDK class.
///
/// When such a monitor is left, the JVM hands the next thread to one of its own threads, which
/// makes it ready a little later. Runs would differ by that little; so the scheduler waits until it
/// has happened.
final class BlockedInJdk {
    private static final VarHandle STATE = field("state", int.class);
    private static final VarHandle CHOSEN = field("onWaitingList", boolean.class);
    private static final VarHandle RELEASED = field("blockPermit", boolean.class);
    private static final int BLOCKED = 13;
    private static final int WAIT = 16;
    private static final int TIMED_WAIT = 18;
    private static final int LOOKS = 25;

    private final List<ControlledThread> threads = new ArrayList<>();

    /// Takes note of a thread that has just stopped running.
    void stopped(ControlledThread thread) {
        int state = (int) STATE.getVolatile(thread.thread);
        if (state == BLOCKED || state == WAIT || state == TIMED_WAIT) {
            threads.add(thread);
        }
    }

    void awaitUnblocked() {
        int quiet = 0;
        while (!threads.isEmpty() && quiet < LOOKS) {
            threads.removeIf(thread -> thread.queued);
            if (threads.stream().noneMatch(BlockedInJdk::isBlocked)) {
                return;
            }
            // the JVM takes its steps one by one: a single look could fall between two of them
            quiet = threads.stream().anyMatch(BlockedInJdk::isOnTheWay) ? 0 : quiet + 1;
            LockSupport.parkNanos(20_000);
        }
    }

    private static boolean isBlocked(ControlledThread thread) {
        return (int) STATE.getVolatile(thread.thread) >= BLOCKED
                && (int) STATE.getVolatile(thread.thread) < WAIT;
    }

    private static boolean isOnTheWay(ControlledThread thread) {
        return (int) STATE.getVolatile(thread.thread) == BLOCKED + 1
                || (boolean) CHOSEN.getVolatile(thread.thread)
                || (boolean) RELEASED.getVolatile(thread.thread);
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            Class<?> owner = Class.forName("java.lang.VirtualThread");
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findVarHandle(owner, name, type)
                    .withInvokeBehavior();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
