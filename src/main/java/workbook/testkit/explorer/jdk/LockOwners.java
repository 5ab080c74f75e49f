package workbook.testkit.explorer.jdk;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Who owns the `java.util.concurrent` lock that a thread of this JVM waits for. The explorer's
/// neighbour: real deadlocks of plain checks are told by means of the same agent.
///
/// The JDK's thread dump names the lock but not its owner, and no public method leads from it to a
/// virtual thread. So this asks the JDK's own list of threads, which the explorer's agent opens.
public final class LockOwners {
    private LockOwners() {}

    /// @return the id of the owner by the id of the thread that waits
    public static Map<Long, Long> byWaiter() {
        Instrumentation instrumentation = Agent.instrumentation();
        Set<Module> here = Set.of(LockOwners.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("jdk.internal.vm", here, "java.util.concurrent.locks", here),
                Set.of(),
                Map.of());
        Class<?> containers = JdkInternals.type("jdk.internal.vm.ThreadContainers");
        var owners = new HashMap<Long, Long>();
        collect(invoke(containers, null, "root"), owners);
        return Map.copyOf(owners);
    }

    /// The thread that owns an exclusive lock, or null. The lock's package must be open.
    public static Thread ownerOf(AbstractOwnableSynchronizer lock) {
        return (Thread) invoke(AbstractOwnableSynchronizer.class, lock, "getExclusiveOwnerThread");
    }

    private static void collect(Object container, Map<Long, Long> owners) {
        Class<?> type = JdkInternals.type("jdk.internal.vm.ThreadContainer");
        for (Object thread : ((Stream<?>) invoke(type, container, "threads")).toList()) {
            Thread waiter = (Thread) thread;
            if (LockSupport.getBlocker(waiter) instanceof AbstractOwnableSynchronizer lock) {
                Thread owner = ownerOf(lock);
                if (owner != null) {
                    owners.put(waiter.threadId(), owner.threadId());
                }
            }
        }
        for (Object child : ((Stream<?>) invoke(type, container, "children")).toList()) {
            collect(child, owners);
        }
    }

    private static Object invoke(Class<?> type, Object receiver, String name) {
        return JdkInternals.invoke(JdkInternals.method(type, name), receiver);
    }
}
