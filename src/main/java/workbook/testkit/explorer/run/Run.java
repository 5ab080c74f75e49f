package workbook.testkit.explorer.run;

import workbook.testkit.explorer.code.ExploredClasses;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.jdk.Randomness;
import workbook.testkit.explorer.memory.Aliases;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.memory.Memory;
import workbook.testkit.explorer.memory.SharedSites;
import workbook.testkit.explorer.memory.Statics;
import workbook.testkit.explorer.search.Decider;
import workbook.testkit.explorer.trace.Names;
import workbook.testkit.explorer.trace.Trace;

/// One run of the program under one schedule: its threads, its clock and its memory.
///
/// A run ends with its first verdict. Its threads are then left where they are, for good: they are
/// virtual, nothing schedules them again, and the program cannot swallow an end that it never sees.
public final class Run {
    private static volatile Run active;

    /// Steps after which a run counts as not getting anywhere.
    private static final int MAX_STEPS = 50_000;

    // the parts of a run, each with its own job; they know each other through the run
    public final VirtualClock clock = new VirtualClock();
    public final Scheduler scheduler = new Scheduler(this);
    public final Monitors monitors = new Monitors(this);
    public final BusyWaits busyWaits = new BusyWaits(this);
    public final Interrupts interrupts = new Interrupts(this);
    public final Memory memory;
    public final Aliases aliases = new Aliases();
    public final Statics statics = new Statics();
    final Twins twins = new Twins(this);
    final boolean slowTime;
    private final boolean bodyOnly;
    private VirtualCommonPool commonPool;
    private final SharedSites shared;
    private final Decider decider;
    private final Trace trace;
    private volatile Verdict verdict;
    private volatile boolean over;
    private int steps;
    private int passed;
    private boolean gaveWay;

    /// @param slowTime whether threads may be slower than any sleep
    /// @param bodyOnly whether the run is over when its body is, whatever its threads still do
    /// @param shared where the order of threads matters; the run adds to it
    /// @param traced whether a reader will see this run
    public Run(
            boolean slowTime,
            boolean bodyOnly,
            Decider decider,
            SharedSites shared,
            boolean traced) {
        this.slowTime = slowTime;
        this.bodyOnly = bodyOnly;
        this.decider = decider;
        this.shared = shared;
        this.memory = new Memory(shared);
        this.trace = traced ? new Trace(new Names(scheduler::nameOf), clock::elapsed) : null;
    }

    /// The run in progress, if the calling thread is the one that it runs now.
    public static Run controlling() {
        Run run = active;
        return run != null && run.isCurrent(Thread.currentThread()) ? run : null;
    }

    /// The run in progress, for a hook in the program's code: any thread but the current one has no
    /// business there.
    public static Run controlling(int site) {
        Run run = active;
        if (run == null || run.isCurrent(Thread.currentThread())) {
            return run;
        }
        run.conclude(Verdict.Refused.foreign(Thread.currentThread(), Site.of(site)));
        return null;
    }

    private boolean isCurrent(Thread thread) {
        ControlledThread current = scheduler.current();
        return current != null && current.thread == thread;
    }

    /// Runs the body to its end, or to the first verdict.
    public void execute(Body body) {
        Thread.UncaughtExceptionHandler previous = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> uncaught(thread, failure, previous));
        Randomness.reset();
        active = this;
        try {
            scheduler.builder().name("main").unstarted(() -> runMain(body)).start();
            scheduler.loop();
            if (!isOver()) {
                verdict = Postmortem.of(this);
            }
        } finally {
            active = null;
            scheduler.unfinished().forEach(left -> Abandoned.add(left.thread));
            Thread.setDefaultUncaughtExceptionHandler(previous);
        }
    }

    private void runMain(Body body) {
        try {
            body.run();
            over = bodyOnly;
        } catch (Throwable e) {
            conclude(verdictOn(e, new Verdict.Failed(e)));
        }
    }

    private static Verdict verdictOn(Throwable failure, Verdict otherwise) {
        return switch (failure) {
            case EndOfRun end -> end.verdict();
            case LinkageError spoilt -> Verdict.Refused.spoilt(spoilt);
            default -> otherwise;
        };
    }

    private void uncaught(
            Thread thread, Throwable failure, Thread.UncaughtExceptionHandler otherwise) {
        ControlledThread dying = scheduler.current();
        if (dying != null && (thread == dying.thread || thread == dying.standsFor)) {
            conclude(verdictOn(failure, bodyOnly ? null : new Verdict.Uncaught(dying, failure)));
        } else if (otherwise != null) {
            otherwise.uncaughtException(thread, failure);
        }
    }

    // ---- what the program does

    /// The thread that runs now.
    public ControlledThread me() {
        return scheduler.current();
    }

    /// An access to a field, an array element or an object that is not made for several threads.
    public void access(ControlledThread me, Location location, Site site, boolean writes) {
        if (isAlone(me)) {
            return;
        }
        int step = nextStep(me);
        var access = new Memory.Access(me.id, me.name, location, site, writes);
        if (memory.arrived(access) && trace != null) {
            trace.raceBeginsHere();
        }
        point(me, step, shared.contains(site));
        memory.left(access);
    }

    /// An access that orders threads: it is a scheduling point, and never a data race.
    public void synchronizing(ControlledThread me, Object object, Object key, Site site) {
        if (isAlone(me)) {
            return;
        }
        int step = nextStep(me);
        memory.touch(memory.of(object, key), me.id, site, true);
        interrupts.observedBy(me, site);
        point(me, step, shared.contains(site));
    }

    /// A step that may reach threads which never touch the object: always a scheduling point.
    public void control(ControlledThread me) {
        if (!isAlone(me)) {
            point(me, nextStep(me), true);
        }
    }

    /// No other thread was ever started: nothing that happens now can happen at the same time as
    /// anything.
    private boolean isAlone(ControlledThread me) {
        if (me.isInitializing()) {
            return true;
        }
        boolean alone = scheduler.threads().size() == 1;
        if (alone) {
            nextStep(me);
        }
        return alone;
    }

    private void point(ControlledThread me, int step, boolean reached) {
        if (me.streak > BusyWaits.BUSY && scheduler.giveWay(me, 0)) {
            gaveWay = true; // perhaps a busy-wait: others go on, as with any real scheduler
            return;
        }
        if (me.streak > BusyWaits.PATIENCE) {
            clock.creep();
        }
        if (reached) {
            scheduler.point(me, step);
        }
    }

    int steps() {
        return steps;
    }

    int nextStep() {
        return ++steps;
    }

    /// Whether a thread had to give way at a place where the search would have had a choice.
    public boolean gaveWay() {
        return gaveWay;
    }

    /// How many hooks the program has passed.
    int passed() {
        return passed;
    }

    int nextStep(ControlledThread me) {
        passed++;
        me.streak++;
        if (++steps > MAX_STEPS) {
            stop(new Verdict.NoProgress(me.name, ExploredClasses.lineOf(me.thread), steps - 1));
        }
        return steps;
    }

    int decide(int step, int options, boolean canContinue) {
        int choice = decider.choose(step, options, canContinue);
        if (trace != null && choice > 0) {
            trace.turn();
        }
        return choice;
    }

    // ---- how a run ends

    /// Null if nothing is wrong so far.
    public Verdict verdict() {
        return verdict;
    }

    /// Whether the next run needs classes of its own. Also if this one ended inside an initializer:
    /// that class can never be used again.
    public boolean changedStatics() {
        return statics.mayHaveChanged()
                || scheduler.threads().stream().anyMatch(ControlledThread::isInitializing);
    }

    /// Ends the run in progress, if there is one, at its next step.
    public static void abandon() {
        Run run = active;
        if (run != null) {
            run.conclude(Verdict.Refused.interrupted());
        }
    }

    /// Whether it has a verdict, or needs none.
    boolean isOver() {
        return over || verdict != null;
    }

    private void conclude(Verdict found) {
        if (verdict == null) {
            verdict = found;
        }
    }

    /// Ends the run here and now: the calling thread never returns.
    void stop(Verdict found) {
        conclude(found);
        if (isCurrent(Thread.currentThread())) {
            scheduler.suspend(me());
        }
        throw new EndOfRun(found);
    }

    /// Ends the run: the program does something that the explorer does not control.
    public void refuse(String what, Site site, String instead) {
        stop(new Verdict.Refused(what, site.location(), instead));
    }

    void refusePinned(ControlledThread me) {
        conclude(Verdict.Refused.pinned(me));
        throw new EndOfRun(verdict);
    }

    /// Made when somebody asks for it, because making a pool takes longer than most runs.
    VirtualCommonPool commonPool() {
        if (commonPool == null) {
            commonPool = new VirtualCommonPool(this);
        }
        return commonPool;
    }

    // ---- what a reader sees

    /// Null unless a reader will see this run.
    public Trace trace() {
        return trace;
    }

    /// Adds a row for a reader, if there is one.
    void trace(ControlledThread me, String before, Object object, String after, Site site) {
        if (trace != null) {
            trace.add(me.name, before + trace.names().of(object) + after, site);
        }
    }

    /// Whether a reader wants to see this step: the thread was not alone, and others use the same
    /// thing.
    public boolean shows(Site site) {
        return trace != null && shared.contains(site);
    }
}
