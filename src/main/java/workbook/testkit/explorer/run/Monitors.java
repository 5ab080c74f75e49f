package workbook.testkit.explorer.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Location;

/// The explorer's own monitors, used by the explored program in place of the JVM's: they block
/// deterministically, and they know who owns them since when.
public final class Monitors {
    private final Run run;
    private final IdentityHashMap<Object, Monitor> monitors = new IdentityHashMap<>();

    Monitors(Run run) {
        this.run = run;
    }

    /// The monitor of one object.
    public static final class Monitor {
        private final Object object;
        private ControlledThread owner;
        private Site since;
        private int entries;
        private final Deque<ControlledThread> entering = new ArrayDeque<>();
        private final List<ControlledThread> waiting = new ArrayList<>();

        Monitor(Object object) {
            this.object = object;
        }

        public Object object() {
            return object;
        }

        /// The thread that is in it, or null.
        public ControlledThread owner() {
            return owner;
        }

        /// Where its owner entered it.
        public Site since() {
            return since;
        }
    }

    private Monitor of(Object object) {
        return monitors.computeIfAbsent(object, Monitor::new);
    }

    public void enter(ControlledThread me, Object object, Site site) {
        Monitor monitor = of(object);
        if (monitor.owner == me) {
            monitor.entries++;
            return;
        }
        run.synchronizing(me, object, Location.WHOLE, site);
        acquire(me, monitor, site, 1);
        run.trace(me, "locks ", object, "", site);
    }

    /// Enters on behalf of a JDK method that excludes others by means of its own.
    public void enterFor(ControlledThread me, Object object, Site site) {
        Monitor monitor = of(object);
        if (monitor.owner == me) {
            monitor.entries++;
        } else {
            acquire(me, monitor, site, 1);
        }
    }

    public void exitFor(ControlledThread me, Object object) {
        Monitor monitor = owned(me, object);
        if (--monitor.entries == 0) {
            release(monitor);
        }
    }

    private void acquire(ControlledThread me, Monitor monitor, Site site, int entries) {
        if (monitor.owner != null && run.trace() != null) {
            run.trace(
                    me,
                    "waits for the lock of ",
                    monitor.object,
                    ", held by " + monitor.owner,
                    site);
        }
        while (monitor.owner != null) {
            me.waitsFor = monitor;
            monitor.entering.add(me);
            run.scheduler.suspend(me);
        }
        me.waitsFor = null;
        monitor.owner = me;
        monitor.since = site;
        monitor.entries = entries;
    }

    public void exit(ControlledThread me, Object object, Site site) {
        Monitor monitor = owned(me, object);
        if (--monitor.entries == 0) {
            run.trace(me, "unlocks ", object, "", site);
            release(monitor);
        }
    }

    /// Wakes everyone who wants in: a monitor is not fair, so the schedule decides who gets it.
    private void release(Monitor monitor) {
        monitor.owner = null;
        while (!monitor.entering.isEmpty()) {
            run.scheduler.wake(monitor.entering.poll());
        }
    }

    /// @param timeoutNanos 0 for no end
    public void await(ControlledThread me, Object object, long timeoutNanos, Site site)
            throws InterruptedException {
        Monitor monitor = owned(me, object);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        run.trace(me, "waits on ", object, " and gives its lock back", site);
        int entries = monitor.entries;
        me.waitEndedByInterrupt = false;
        me.waitsFor = object;
        monitor.waiting.add(me);
        var timer =
                timeoutNanos == 0
                        ? null
                        : run.clock.schedule(() -> stopWaiting(me, monitor), timeoutNanos);
        release(monitor);
        run.scheduler.suspend(me);
        if (timer != null) {
            timer.cancel(false);
        }
        acquire(me, monitor, site, entries);
        run.trace(me, "wakes up and locks ", object, "", site);
        if (me.waitEndedByInterrupt) {
            me.learnOfInterrupt(site);
            Thread.interrupted(); // the exception takes the place of the status
            throw new InterruptedException();
        }
    }

    private void stopWaiting(ControlledThread thread, Monitor monitor) {
        if (monitor.waiting.remove(thread)) {
            run.scheduler.wake(thread);
        }
    }

    /// The thread was interrupted: if it waits on a monitor, it stops waiting. One that was
    /// notified before stays notified, or the notification would be lost.
    void interrupted(ControlledThread thread) {
        if (thread.suspended && thread.waitsFor != null && !(thread.waitsFor instanceof Monitor)) {
            thread.waitEndedByInterrupt = of(thread.waitsFor).waiting.contains(thread);
            stopWaiting(thread, of(thread.waitsFor));
        }
    }

    public void signal(ControlledThread me, Object object, boolean all, Site site) {
        Monitor monitor = owned(me, object);
        String effect = monitor.waiting.isEmpty() ? ": nobody waits, so nobody will know" : "";
        run.trace(me, all ? "notifies all on " : "notifies one on ", object, effect, site);
        if (all) {
            List.copyOf(monitor.waiting).forEach(thread -> stopWaiting(thread, monitor));
        } else if (!monitor.waiting.isEmpty()) {
            int waiting = monitor.waiting.size();
            int step = run.nextStep();
            stopWaiting(
                    monitor.waiting.get(waiting == 1 ? 0 : run.decide(step, waiting, false)),
                    monitor);
        }
    }

    public boolean isHeld(ControlledThread me, Object object) {
        return of(object).owner == me;
    }

    private Monitor owned(ControlledThread me, Object object) {
        Monitor monitor = of(object);
        if (monitor.owner != me) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        return monitor;
    }
}
