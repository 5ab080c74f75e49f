package workbook.testkit.explorer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;

/// Finds out who could give a blocked thread what it waits for.
final class Owners {
    private static final MethodHandle OWNER = findOwner();

    private Owners() {}

    /// @param blocker what the JDK recorded as the reason of the thread's park, or null
    static String of(Run run, Object receiver, Object blocker) {
        Thread owner =
                switch (blocker) {
                    case AbstractOwnableSynchronizer lock -> ownerOf(lock);
                    case null, default -> receiver instanceof Thread thread ? thread : null;
                };
        ControlledThread found = owner == null ? null : run.scheduler.find(owner);
        return found == null ? "" : found.name;
    }

    private static Thread ownerOf(AbstractOwnableSynchronizer lock) {
        try {
            return (Thread) OWNER.invokeExact(lock);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle findOwner() {
        try {
            return MethodHandles.privateLookupIn(
                            AbstractOwnableSynchronizer.class, MethodHandles.lookup())
                    .findVirtual(
                            AbstractOwnableSynchronizer.class,
                            "getExclusiveOwnerThread",
                            MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
