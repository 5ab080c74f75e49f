package workbook.testkit.explorer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;

/// The two things about virtual threads that JDK 25 can do and does not offer.
final class VirtualThreads {
    private static final MethodHandle BUILDER = findBuilder();
    private static volatile Field threadOfContinuation;

    private VirtualThreads() {}

    /// A builder of virtual threads that run on a scheduler of our own.
    static Thread.Builder.OfVirtual on(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) BUILDER.invokeExact(scheduler);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// A continuation is a lambda of `VirtualThread` that captures the thread and nothing else.
    static Thread of(Runnable continuation) {
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

    private static MethodHandle findBuilder() {
        try {
            Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
            return MethodHandles.privateLookupIn(builder, MethodHandles.lookup())
                    .findConstructor(builder, MethodType.methodType(void.class, Executor.class))
                    .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
