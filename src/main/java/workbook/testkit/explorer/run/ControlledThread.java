package workbook.testkit.explorer.run;

import java.util.ArrayDeque;
import java.util.Deque;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.trace.Step;

/// A virtual thread of the explored program, as the scheduler sees it.
public final class ControlledThread {
    /// A JDK call that has begun and not yet ended.
    ///
    /// @param guard the object whose monitor the call holds while it runs, or null
    /// @param begun the row that shows its beginning, or null
    public record Call(Object receiver, Object argument, Site site, Object guard, Step begun) {
        public Call begun(Step step) {
            return new Call(receiver, argument, site, guard, step);
        }
    }

    /// Its number in the order of the threads' start, the same in each run.
    public final int id;

    /// As reports call it; no two of a run have the same.
    public final String name;

    public final Thread thread;

    /// The call that started it, or null.
    public final Call born;

    /// The JDK calls that it is in, the innermost first.
    public final Deque<Call> calls = new ArrayDeque<>();

    /// The platform thread that the program believes to run, or null.
    final Thread standsFor;

    final Runnable continuation;
    boolean queued;
    boolean ended;

    /// Blocked by the explorer's own model of a monitor, not by the JDK.
    boolean suspended;

    Object waitsFor;
    boolean waitEndedByInterrupt;
    Step interruption;

    /// Hooks passed since another thread ran: a large number means a busy-wait.
    int streak;

    /// Whether it looked at the clock in these steps, and may be waiting for it.
    boolean looked;

    /// Rounds of loops, and since when no step was made in them.
    int rounds;

    int roundsAtStep;
    long roundsSince;
    private Site swallowed;
    private Location reached;
    private int initializers;

    ControlledThread(
            int id,
            String name,
            Thread thread,
            Thread standsFor,
            Runnable continuation,
            Call born) {
        this.id = id;
        this.name = name;
        this.thread = thread;
        this.standsFor = standsFor;
        this.continuation = continuation;
        this.born = born;
    }

    /// The object that the program knows as this thread.
    public Thread asSeen() {
        return standsFor == null ? thread : standsFor;
    }

    public boolean hasEnded() {
        return ended;
    }

    /// The [Monitors.Monitor] that it wants to enter, or the object on which it waits to be
    /// notified, or null.
    public Object waitsFor() {
        return waitsFor;
    }

    /// What the last memory hook was about, for the value that follows; null before the first.
    public Location reached() {
        return reached;
    }

    public void reach(Location location) {
        reached = location;
    }

    /// The step that last interrupted it, or null.
    public Step interruption() {
        return interruption;
    }

    /// The last line at which it learnt of an interrupt, or null.
    public Site swallowed() {
        return swallowed;
    }

    public void learnOfInterrupt(Site site) {
        swallowed = site;
    }

    /// Whether it runs a static initializer. The JVM cannot unmount a thread there, and the first
    /// schedule alone runs them: they pass no scheduling points.
    public boolean isInitializing() {
        return initializers > 0;
    }

    public void beginInitializer() {
        initializers++;
    }

    public void endInitializer() {
        initializers--;
    }

    /// What `getState` shall say.
    public Thread.State state() {
        if (!suspended) {
            return thread.getState();
        }
        return waitsFor instanceof Monitors.Monitor ? Thread.State.BLOCKED : Thread.State.WAITING;
    }

    @Override
    public String toString() {
        return name;
    }
}
