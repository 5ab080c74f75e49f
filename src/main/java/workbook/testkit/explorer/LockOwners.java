package workbook.testkit.explorer;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Who owns the `java.util.concurrent` lock that a thread of this JVM waits for.
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
        try {
            Object root = invoke(Class.forName("jdk.internal.vm.ThreadContainers"), null, "root");
            var owners = new HashMap<Long, Long>();
            collect(root, owners);
            return Map.copyOf(owners);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }

    private static void collect(Object container, Map<Long, Long> owners)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName("jdk.internal.vm.ThreadContainer");
        for (Object thread : ((Stream<?>) invoke(type, container, "threads")).toList()) {
            Thread waiter = (Thread) thread;
            if (LockSupport.getBlocker(waiter) instanceof AbstractOwnableSynchronizer lock
                    && invoke(AbstractOwnableSynchronizer.class, lock, "getExclusiveOwnerThread")
                            instanceof Thread owner) {
                owners.put(waiter.threadId(), owner.threadId());
            }
        }
        for (Object child : ((Stream<?>) invoke(type, container, "children")).toList()) {
            collect(child, owners);
        }
    }

    private static Object invoke(Class<?> type, Object receiver, String name)
            throws ReflectiveOperationException {
        try {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return method.invoke(receiver);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
