package workbook.testkit.explorer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Threads that wait for a monitor inside the JDK, held by a thread that was stopped in code which the JDK
/// called back.
///
/// When such a monitor is left, the JVM hands the next thread to one of its own threads, which makes it ready
/// a little later. Runs would differ by that little; so the scheduler waits until it has happened.
final class BlockedInJdk {
    private static final VarHandle CHOSEN = field("onWaitingList");
    private static final VarHandle RELEASED = field("blockPermit");
    private static final int LOOKS = 3;

    private final List<ControlledThread> threads = new ArrayList<>();

    void add(ControlledThread thread) {
        threads.add(thread);
    }

    void awaitUnblocked() {
        for (int quiet = 0; !threads.isEmpty() && quiet < LOOKS; ) {
            threads.removeIf(thread -> thread.queued || thread.thread.getState() != Thread.State.BLOCKED);
            boolean onTheWay = threads.stream().anyMatch(BlockedInJdk::isOnTheWay);
            quiet = onTheWay ? 0 : quiet + 1; // the JVM takes its steps one by one: one look could fall between two
            if (!threads.isEmpty()) {
                LockSupport.parkNanos(20_000);
            }
        }
    }

    private static boolean isOnTheWay(ControlledThread blocked) {
        return (boolean) CHOSEN.getVolatile(blocked.thread) || (boolean) RELEASED.getVolatile(blocked.thread);
    }

    private static VarHandle field(String name) {
        try {
            Class<?> type = Class.forName("java.lang.VirtualThread");
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findVarHandle(type, name, boolean.class)
                    .withInvokeBehavior();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
