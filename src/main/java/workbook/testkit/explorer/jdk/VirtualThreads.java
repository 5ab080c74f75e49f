package workbook.testkit.explorer.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/// What JDK 25 can do with virtual threads and does not offer.
public final class VirtualThreads {
    private static final MethodHandle BUILDER = findBuilder();
    private static final Method START_IN_CONTAINER =
            JdkInternals.method(
                    Thread.class, "start", JdkInternals.type("jdk.internal.vm.ThreadContainer"));
    private static final Method CONTAINER_OF =
            JdkInternals.method(
                    JdkInternals.type("jdk.internal.vm.ThreadContainers"),
                    "container",
                    Thread.class);
    private static final Method REMOVE =
            JdkInternals.method(
                    JdkInternals.type("jdk.internal.vm.ThreadContainer"), "remove", Thread.class);
    private static final VarHandle STATE = field("state", int.class);
    private static final VarHandle CHOSEN = field("onWaitingList", boolean.class);
    private static final VarHandle RELEASED = field("blockPermit", boolean.class);
    private static final int BLOCKED = 13;
    private static final int UNBLOCKED = 14;
    private static final int WAIT = 16;
    private static final int TIMED_WAIT = 18;
    private static volatile Field threadOfContinuation;

    private VirtualThreads() {}

    /// A builder of virtual threads that run on a scheduler of our own.
    public static Thread.Builder.OfVirtual on(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) BUILDER.invokeExact(scheduler);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// A continuation is a lambda of `VirtualThread` that captures the thread and nothing else.
    public static Thread of(Runnable continuation) {
        try {
            Field field = threadOfContinuation;
            if (field == null) {
                field = continuation.getClass().getDeclaredFields()[0];
                field.setAccessible(true);
                threadOfContinuation = field;
            }
            return (Thread) field.get(continuation);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param container the JDK's record of where the thread belongs: an executor, a scope
    public static void startIn(Object container, Thread thread) {
        JdkInternals.invoke(START_IN_CONTAINER, thread, container);
    }

    /// Takes a thread that has started, and that nothing will ever run again, off the list by which
    /// the JVM keeps it. An executor that makes a thread for each task has a list of its own, and
    /// becomes garbage with its threads.
    public static void forget(Thread thread) {
        JdkInternals.invoke(REMOVE, JdkInternals.invoke(CONTAINER_OF, null, thread), thread);
    }

    /// Whether it has stopped in a monitor of the JVM, to enter it or to be notified.
    public static boolean isInMonitor(Thread thread) {
        int state = (int) STATE.getVolatile(thread);
        return state == BLOCKED || state == WAIT || state == TIMED_WAIT;
    }

    /// Whether it has stopped because another thread is in a monitor.
    public static boolean isBlocked(Thread thread) {
        int state = (int) STATE.getVolatile(thread);
        return state >= BLOCKED && state < WAIT;
    }

    /// Whether the JVM has chosen it to go on and not yet made it ready.
    public static boolean isBeingUnblocked(Thread thread) {
        return (int) STATE.getVolatile(thread) == UNBLOCKED
                || (boolean) CHOSEN.getVolatile(thread)
                || (boolean) RELEASED.getVolatile(thread);
    }

    private static VarHandle field(String name, Class<?> type) {
        return JdkInternals.field("java.lang.VirtualThread", name, type);
    }

    private static MethodHandle findBuilder() {
        try {
            Class<?> builder = JdkInternals.type("java.lang.ThreadBuilders$VirtualThreadBuilder");
            return MethodHandles.privateLookupIn(builder, MethodHandles.lookup())
                    .findConstructor(builder, MethodType.methodType(void.class, Executor.class))
                    .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.unknown(e);
        }
    }
}
