package workbook.testkit.explorer.run;

import java.util.IdentityHashMap;
import java.util.concurrent.ForkJoinWorkerThread;
import workbook.testkit.explorer.jdk.VirtualThreads;

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
            // a thread of the JDK's own: if it ever runs the program's code, that is refused then
            return false;
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
            VirtualThreads.startIn(container, twin);
        }
        return true;
    }
}
