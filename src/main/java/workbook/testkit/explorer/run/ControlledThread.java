package workbook.testkit.explorer.run;

import java.util.ArrayDeque;
import java.util.Deque;

/// A virtual thread of the explored program, as the scheduler sees it.
final class ControlledThread {
    /// A JDK call that has begun and not yet ended.
    ///
    /// @param guard the object whose monitor the call holds while it runs, or null
    /// @param begun the row that shows its beginning, or null
    record Call(Object receiver, Object argument, Site site, Object guard, Step begun) {
        Call begun(Step step) {
            return new Call(receiver, argument, site, guard, step);
        }
    }

    /// An unsynchronized access that this thread is about to make: its next step, whatever the
    /// others do.
    record Access(Memory.Location location, Site site, boolean writes) {}

    final int id;
    final String name;
    final Thread thread;

    /// The platform thread that the program believes to run, or null.
    final Thread standsFor;

    final Runnable continuation;
    final Deque<Call> calls = new ArrayDeque<>();

    boolean queued;
    boolean ended;

    /// Blocked by the explorer's own model of a monitor, not by the JDK.
    boolean suspended;

    Object waitsFor;
    boolean waitEndedByInterrupt;
    Access pending;

    /// What the last memory hook was about, for the value that follows.
    Memory.Location reached;

    Step interruption;

    /// The last line at which it learnt of an interrupt.
    Site swallowed;

    /// The call that started it, or null.
    final Call born;

    /// Hooks passed since another thread ran: a large number means a busy-wait.
    int streak;

    /// Whether it looked at the clock in these steps, and may be waiting for it.
    boolean looked;

    /// Rounds of loops, and since when no step was made in them.
    int rounds;

    int roundsAtStep;
    long roundsSince;

    /// Nesting of static initializers. The JVM cannot unmount a thread there, and the first
    /// schedule alone runs them: they pass no scheduling points.
    int initializers;

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
    Thread asSeen() {
        return standsFor == null ? thread : standsFor;
    }

    @Override
    public String toString() {
        return name;
    }
}
