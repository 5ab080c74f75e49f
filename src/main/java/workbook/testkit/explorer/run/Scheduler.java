package workbook.testkit.explorer.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import workbook.testkit.explorer.jdk.Randomness;
import workbook.testkit.explorer.jdk.VirtualThreads;

/// Runs the virtual threads of one run on the calling thread, one at a time, in the order that the
/// [Decider] picks.
///
/// The JDK hands a virtual thread's continuation to its scheduler whenever the thread can run:
/// [#execute] is the run queue. For timed waits it asks a scheduler that is a [ForkJoinPool], and
/// only such a one, to [#schedule] the wake-up: that is why this class is a pool, none of whose own
/// machinery is used. Threads inherit the scheduler of the thread that creates them, so executors
/// and scopes need no change.
public final class Scheduler extends ForkJoinPool {
    private static final int MOST_WAITS_IN_A_ROW = 50;

    private final Run run;
    private final List<ControlledThread> threads = new ArrayList<>();
    private final List<ControlledThread> ready = new ArrayList<>();
    private final IdentityHashMap<Runnable, ControlledThread> byContinuation =
            new IdentityHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final BlockedInJdk blockedInJdk = new BlockedInJdk();

    private ControlledThread current;
    private ControlledThread previous;
    private ControlledThread handOver;
    private boolean timeShallPass;
    private int passedAtWait;
    private int waitsInARow;

    Scheduler(Run run) {
        super(1);
        this.run = run;
    }

    Thread.Builder.OfVirtual builder() {
        return VirtualThreads.on(this);
    }

    /// The thread that runs now, or null while the scheduler itself does.
    ControlledThread current() {
        return current;
    }

    /// In the order of their start: a thread stands at its own number.
    public List<ControlledThread> threads() {
        return threads;
    }

    public List<ControlledThread> unfinished() {
        return threads.stream().filter(thread -> !thread.ended).toList();
    }

    /// The thread that executes what the program knows as `thread`, or null.
    public ControlledThread find(Thread thread) {
        for (ControlledThread candidate : threads) {
            if (candidate.thread == thread || candidate.standsFor == thread) {
                return candidate;
            }
        }
        return null;
    }

    String nameOf(Thread thread) {
        ControlledThread found = find(thread);
        return found == null ? null : found.name;
    }

    /// Called by the JDK, also from its own threads: this thread can run (again).
    @Override
    public void execute(Runnable continuation) {
        synchronized (ready) {
            enqueue(byContinuation.computeIfAbsent(continuation, this::admit));
        }
    }

    private ControlledThread admit(Runnable continuation) {
        Thread thread = VirtualThreads.of(continuation);
        Thread standsFor = run.twins.originalOf(thread);
        String given = thread.getName();
        // counters of the whole JVM make some names differ from run to run
        boolean stable =
                !given.isEmpty() && !given.matches("(pool-\\d+-thread|Thread)-\\d+|Timer-\\d+");
        String name = stable ? given : "task " + threads.size();
        var admitted =
                new ControlledThread(
                        threads.size(),
                        names.add(name) ? name : name + "#" + threads.size(),
                        thread,
                        standsFor,
                        continuation,
                        current == null ? null : current.calls.peek());
        threads.add(admitted);
        Randomness.seed(thread, admitted.id);
        return admitted;
    }

    private void enqueue(ControlledThread thread) {
        if (thread.queued || thread.suspended) {
            return;
        }
        thread.queued = true;
        int position = ready.size();
        while (position > 0 && ready.get(position - 1).id > thread.id) {
            position--;
        }
        ready.add(position, thread);
    }

    /// Called by the JDK for a timed wait.
    @Override
    public ScheduledFuture<?> schedule(Runnable wakeUp, long delay, TimeUnit unit) {
        return run.clock.schedule(wakeUp, unit.toNanos(delay));
    }

    /// Runs until nothing can happen any more or the run is over.
    void loop() {
        while (!run.isOver()) {
            if (timeShallPass) {
                passTime();
            }
            blockedInJdk.awaitUnblocked();
            ControlledThread next = next();
            if (next != null) {
                resume(next);
            } else if (!isRunning(threads.getFirst()) || isFruitless() || !run.clock.advance()) {
                return;
            }
        }
    }

    /// One timed wait inside the JDK that begins again whenever it ends, while the program takes no
    /// step: `ExecutorService.close()` waits day after day for tasks that never end.
    private boolean isFruitless() {
        boolean again = passedAtWait == run.passed() && run.clock.hasOneTimer();
        passedAtWait = run.passed();
        waitsInARow = again ? waitsInARow + 1 : 0;
        return waitsInARow > MOST_WAITS_IN_A_ROW;
    }

    private void resume(ControlledThread thread) {
        thread.streak = 0;
        thread.looked = false;
        current = thread;
        try {
            thread.continuation.run();
        } finally {
            current = null;
            previous = thread;
        }
        thread.ended = !isRunning(thread);
        blockedInJdk.stopped(thread);
    }

    private static boolean isRunning(ControlledThread thread) {
        return thread.thread.getState() != Thread.State.TERMINATED;
    }

    private ControlledThread next() {
        synchronized (ready) {
            ControlledThread next = handOver;
            handOver = null;
            if (next == null && !ready.isEmpty()) {
                int step = run.nextStep();
                next =
                        readyAfterPrevious(
                                ready.size() == 1 ? 0 : run.decide(step, ready.size(), false));
            }
            if (next != null) {
                ready.remove(next);
                next.queued = false;
            }
            return next;
        }
    }

    /// Round robin: the first option is the thread after the one that ran last.
    private ControlledThread readyAfterPrevious(int choice) {
        ControlledThread last = current != null ? current : previous;
        int start = 0;
        while (last != null && start < ready.size() && ready.get(start).id <= last.id) {
            start++;
        }
        return ready.get((start + choice) % ready.size());
    }

    /// A place where the current thread may be stopped in favour of another.
    void point(ControlledThread me, int step) {
        boolean slow = run.slowTime && run.clock.hasTimers();
        int others;
        synchronized (ready) {
            others = ready.size();
        }
        if (others == 0 && !slow) {
            return;
        }
        int choice = run.decide(step, 1 + others + (slow ? 1 : 0), true);
        if (choice > others) {
            timeShallPass = true;
            unmount(me);
        } else if (choice > 0) {
            switchTo(me, choice - 1);
        }
    }

    /// The current thread lets another go first, if there is one.
    boolean giveWay(ControlledThread me, int choice) {
        synchronized (ready) {
            if (ready.isEmpty()) {
                return false;
            }
        }
        switchTo(me, choice);
        return true;
    }

    int othersReady() {
        synchronized (ready) {
            return ready.size();
        }
    }

    private void switchTo(ControlledThread me, int choice) {
        synchronized (ready) {
            handOver = readyAfterPrevious(choice);
        }
        unmount(me);
    }

    /// Gives control back to [#loop], which decides who runs next.
    @SuppressWarnings(
            "ThreadPriorityCheck") // nothing relies on the machine's scheduler: this is one
    private static void leaveCarrier() {
        Thread.yield();
    }

    private void unmount(ControlledThread me) {
        leaveCarrier();
        if (handOver != null || timeShallPass) {
            handOver = null;
            timeShallPass = false;
            run.refusePinned(me);
        }
    }

    /// Blocks the current thread until [#wake], whatever interrupts or unparks it meanwhile.
    void suspend(ControlledThread me) {
        me.suspended = true;
        leaveCarrier();
        if (me.suspended) {
            run.refusePinned(me);
        }
    }

    void wake(ControlledThread thread) {
        synchronized (ready) {
            if (thread.suspended) {
                thread.suspended = false;
                enqueue(thread);
            }
        }
    }

    /// The current thread is so slow that the next deadline comes first, and whoever waited for it
    /// goes on.
    private void passTime() {
        timeShallPass = false;
        List<ControlledThread> before;
        synchronized (ready) {
            before = List.copyOf(ready);
        }
        run.clock.advance();
        synchronized (ready) {
            List<ControlledThread> woken =
                    ready.stream().filter(thread -> !before.contains(thread)).toList();
            int step = run.nextStep();
            if (!woken.isEmpty()) {
                handOver = woken.get(woken.size() == 1 ? 0 : run.decide(step, woken.size(), false));
            } else if (previous != null && previous.queued) {
                handOver = previous;
            }
        }
    }
}
