package workbook.testkit.explorer.hooks;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.run.ControlledThread;
import workbook.testkit.explorer.run.Run;

/// What the instrumented program calls. Each hook stands **before** the instruction that it
/// announces, so that another thread can go first; the value hooks after it only tell the reader
/// what was seen.
///
/// Public because the program calls it from another class loader. Not for use by hand.
public final class Hooks {
    static final String FALSE = " = false";

    private Hooks() {}

    // ---- memory

    public static void field(Object owner, int id) {
        Run run = Run.controlling(id);
        if (run != null && owner != null) {
            Site site = Site.of(id);
            reach(run, run.memory.of(owner, site.name()), site);
        }
    }

    public static void staticField(int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            Site site = Site.of(id);
            if (site.kind().writes() && !run.me().isInitializing()) {
                run.statics.change();
            }
            reach(run, run.memory.ofStatic(site), site);
        }
    }

    public static void element(Object array, int index, int id) {
        Run run = Run.controlling(id);
        if (run != null && array != null) {
            Site site = Site.of(id);
            reach(run, run.memory.of(array, index), site);
        }
    }

    private static void reach(Run run, Location location, Site site) {
        ControlledThread me = run.me();
        switch (site.kind()) {
            case READ -> run.access(me, location, site, false);
            case WRITE -> run.access(me, location, site, true);
            default -> run.synchronizing(me, location.owner(), location.key(), site);
        }
        me.reach(location);
    }

    // ---- monitors

    public static void monitorEnter(Object object, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.monitors.enter(run.me(), Objects.requireNonNull(object), Site.of(id));
        }
    }

    public static void monitorExit(Object object, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.monitors.exit(run.me(), object, Site.of(id));
        }
    }

    public static void wait(Object object, int id) throws InterruptedException {
        wait(object, 0, id);
    }

    public static void wait(Object object, long millis, int id) throws InterruptedException {
        Run run = Run.controlling(id);
        if (run != null) {
            run.monitors.await(run.me(), object, millis * 1_000_000, Site.of(id));
        }
    }

    public static void wait(Object object, long millis, int nanos, int id)
            throws InterruptedException {
        wait(object, nanos > 0 ? millis + 1 : millis, id);
    }

    public static void notify(Object object, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.monitors.signal(run.me(), object, false, Site.of(id));
        }
    }

    public static void notifyAll(Object object, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.monitors.signal(run.me(), object, true, Site.of(id));
        }
    }

    public static boolean holdsLock(Object object, int id) {
        Run run = Run.controlling(id);
        return run != null && run.monitors.isHeld(run.me(), object);
    }

    // ---- calls of JDK methods

    /// A method of the JDK is about to be called.
    ///
    /// @param receiver null for a static method
    /// @param argument the first argument, null if there is none or it is a number
    public static void beforeCall(Object receiver, Object argument, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            Calls.begin(run, run.me(), receiver, argument, Site.of(id));
        }
    }

    public static void callFailed(Throwable failure, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            if (failure instanceof InterruptedException) {
                run.me().learnOfInterrupt(Site.of(id));
            }
            Calls.end(run, run.me(), null, ": " + failure.getClass().getSimpleName());
        }
    }

    public static void afterCall(int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            Calls.end(run, run.me(), null, "");
        }
    }

    public static void afterCall(Object result, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            Calls.end(
                    run,
                    run.me(),
                    result,
                    run.trace() == null ? "" : " = " + run.trace().names().of(result));
        }
    }

    public static void afterCall(boolean result, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            if (result && Site.of(id).name().equals("interrupted")) {
                run.me().learnOfInterrupt(Site.of(id));
            }
            Calls.end(run, run.me(), null, result ? " = true" : FALSE);
        }
    }

    public static void afterCall(int result, int id) {
        afterCall((long) result, id);
    }

    public static void afterCall(char result, int id) {
        afterCall((Object) result, id);
    }

    public static void afterCall(float result, int id) {
        afterCall((Object) result, id);
    }

    public static void afterCall(double result, int id) {
        afterCall((Object) result, id);
    }

    public static void afterCall(long result, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            Calls.end(run, run.me(), null, run.trace() == null ? "" : " = " + result);
        }
    }

    /// A constructor is about to copy this collection.
    public static void copied(Object collection, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            Calls.reads(run, run.me(), collection, Site.of(id));
        }
    }

    public static void refused(String what, String instead, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.refuse(what, Site.of(id), instead);
        }
    }

    // ---- threads and time

    public static Thread currentThread(int id) {
        Run run = Run.controlling(id);
        return run == null ? Thread.currentThread() : run.me().asSeen();
    }

    public static Thread.State getState(Thread thread, int id) {
        Run run = Run.controlling(id);
        if (run == null) {
            return thread.getState();
        }
        run.control(run.me());
        ControlledThread asked = run.scheduler.find(thread);
        return asked == null ? thread.getState() : asked.state();
    }

    /// In place of `Thread.yield` and `Thread.onSpinWait`.
    public static void spin(int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.busyWaits.spin(run.me(), Site.of(id));
        }
    }

    public static long nanoTime(int id) {
        Run run = Run.controlling(id);
        if (run == null) {
            return System.nanoTime();
        }
        run.busyWaits.look(run.me());
        return run.clock.nanoTime();
    }

    public static long currentTimeMillis(int id) {
        Run run = Run.controlling(id);
        if (run == null) {
            return System.currentTimeMillis();
        }
        run.busyWaits.look(run.me());
        return run.clock.instant().toEpochMilli();
    }

    /// A work-stealing pool differs from a fixed one in speed, not in what may happen.
    public static ExecutorService newWorkStealingPool(int id) {
        return newWorkStealingPool(4, id);
    }

    public static ExecutorService newWorkStealingPool(int parallelism, int id) {
        return Executors.newFixedThreadPool(parallelism);
    }

    /// A loop went round once more: one without any other hook would never end otherwise.
    public static void loop(int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.busyWaits.goRound(run.me(), Site.of(id));
        }
    }

    public static void initializerBegins(int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.me().beginInitializer();
        }
    }

    /// The initializer of a class with objects in static fields that may change later.
    public static void statefulInitializerBegins(Class<?> type, int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.statics.initialized(type);
            run.me().beginInitializer();
        }
    }

    public static void initializerEnds(int id) {
        Run run = Run.controlling(id);
        if (run != null) {
            run.me().endInitializer();
        }
    }
}
