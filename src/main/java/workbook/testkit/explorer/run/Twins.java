package workbook.testkit.explorer.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.concurrent.ForkJoinWorkerThread;

/// Runs platform threads of the explored program on virtual ones.
///
/// The program keeps its own [Thread] object, of whatever subclass; the patched methods of [Thread]
/// pass the questions about its life on to the virtual twin that executes it.
final class Twins {
    private final Run run;
    private final IdentityHashMap<Thread, Thread> twins = new IdentityHashMap<>();
    private final IdentityHashMap<Thread, Thread> originals = new IdentityHashMap<>();

    Twins(Run run) {
        this.run = run;
    }

    Thread twinOf(Thread original) {
        return twins.get(original);
    }

    Thread originalOf(Thread twin) {
        return originals.get(twin);
    }

    /// @param container the JDK's record of where the thread belongs (an executor, a scope), or
    ///   null
    boolean start(Thread original, Object container) {
        if (original instanceof ForkJoinWorkerThread
                || original.getClass().getName().startsWith("jdk.")) {
            return false; // a thread of the JDK's own: if it ever runs the program's code, that is
            // refused then
        }
        if (twins.containsKey(original)) {
            throw new IllegalThreadStateException();
        }
        Thread twin = run.scheduler.builder().name(original.getName()).unstarted(original);
        twin.setUncaughtExceptionHandler((thread, failure) ->
                original.getUncaughtExceptionHandler().uncaughtException(original, failure));
        twins.put(original, twin);
        originals.put(twin, original);
        if (container == null) {
            twin.start();
        } else {
            startIn(container, twin);
        }
        return true;
    }

    private static void startIn(Object container, Thread twin) {
        try {
            START_IN_CONTAINER.invoke(twin, container);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final Method START_IN_CONTAINER = findStart();

    private static Method findStart() {
        try {
            Method start =
                    Thread.class.getDeclaredMethod(
                            "start", Class.forName("jdk.internal.vm.ThreadContainer"));
            start.setAccessible(true);
            return start;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
