package workbook.testkit.explorer.run;

/// One run of the program under one schedule: its threads, its clock and its memory.
///
/// A run ends with its first verdict. Its threads are then left where they are, for good: they are
/// virtual, nothing schedules them again, and the program cannot swallow an end that it never sees.
final class Run {
    private static volatile Run active;

    final Settings settings;
    final VirtualClock clock = new VirtualClock();
    final Twins twins = new Twins(this);
    final Scheduler scheduler = new Scheduler(this);
    final Monitors monitors = new Monitors(this);
    final BusyWaits busyWaits = new BusyWaits(this);
    final Aliases aliases = new Aliases();
    final Statics statics = new Statics();
    final Interrupts interrupts = new Interrupts(this);
    final Memory memory;
    private final SharedSites shared;
    private final Decider decider;
    private final Trace trace;
    private VirtualCommonPool commonPool;
    private volatile Verdict verdict;
    private int steps;
    private int passed;
    private boolean gaveWay;

    Run(Settings settings, Decider decider, SharedSites shared, boolean traced) {
        this.settings = settings;
        this.decider = decider;
        this.shared = shared;
        this.memory = new Memory(shared);
        this.trace = traced ? new Trace(new Names(scheduler), clock) : null;
    }

    /// The run in progress, if the calling thread is the one that it runs now.
    static Run controlling() {
        Run run = active;
        return run != null && run.isCurrent(Thread.currentThread()) ? run : null;
    }

    /// The run in progress, for a hook in the program's code: any thread but the current one has no
    /// business there.
    static Run controlling(int site) {
        Run run = active;
        if (run == null || run.isCurrent(Thread.currentThread())) {
            return run;
        }
        run.refuseForeign(Thread.currentThread(), Site.of(site));
        return null;
    }

    private boolean isCurrent(Thread thread) {
        ControlledThread current = scheduler.current();
        return current != null && current.thread == thread;
    }

    /// Runs the body to its end, or to the first verdict.
    void execute(Body body) {
        Thread.UncaughtExceptionHandler previous = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> uncaught(thread, failure, previous));
        Randomness.reset();
        active = this;
        try {
            scheduler.builder().name("main").unstarted(() -> runMain(body)).start();
            scheduler.loop();
            if (verdict == null) {
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
        } catch (Refusal e) {
            conclude(e.verdict());
        } catch (LinkageError e) {
            conclude(unprepared(e));
        } catch (Throwable e) {
            conclude(new Verdict.Failed(e));
        }
    }

    /// The hooks made a class that the JVM does not take: that is no mistake of the program.
    private static Verdict unprepared(LinkageError e) {
        return new Verdict.Refused(
                "code that its hooks have spoilt (" + e + ")",
                Postmortem.lineOf(e.getStackTrace()),
                "report this as a defect of the workbook, with the code");
    }

    private void uncaught(
            Thread thread, Throwable failure, Thread.UncaughtExceptionHandler otherwise) {
        ControlledThread dying = scheduler.current();
        if (dying != null && (thread == dying.thread || thread == dying.standsFor)) {
            conclude(
                    switch (failure) {
                        case Refusal refusal -> refusal.verdict();
                        case LinkageError spoilt -> unprepared(spoilt);
                        default -> new Verdict.Uncaught(dying, failure);
                    });
        } else if (otherwise != null) {
            otherwise.uncaughtException(thread, failure);
        }
    }

    // ---- what the program does

    ControlledThread me() {
        return scheduler.current();
    }

    /// An access to a field, an array element or an object that is not made for several threads.
    void access(ControlledThread me, Memory.Location location, Site site, boolean writes) {
        if (isAlone(me)) {
            return;
        }
        int step = nextStep(me);
        memory.touch(location, me, site, writes);
        var access = new ControlledThread.Access(location, site, writes);
        if (memory.findsRace(me, access, scheduler.threads()) && trace != null) {
            trace.raceBeginsHere();
        }
        me.pending = access;
        point(me, step, shared.contains(site));
        me.pending = null;
    }

    /// An access that orders threads: it is a scheduling point, and never a data race.
    void synchronizing(ControlledThread me, Object object, Object key, Site site) {
        if (isAlone(me)) {
            return;
        }
        int step = nextStep(me);
        memory.touch(memory.of(object, key), me, site, true);
        interrupts.observedBy(me, site);
        point(me, step, shared.contains(site));
    }

    /// A step that may reach threads which never touch the object: always a scheduling point.
    void control(ControlledThread me) {
        if (!isAlone(me)) {
            point(me, nextStep(me), true);
        }
    }

    /// No other thread was ever started: nothing that happens now can happen at the same time as
    /// anything.
    private boolean isAlone(ControlledThread me) {
        if (me.initializers == 0 && scheduler.threads().size() == 1) {
            nextStep(me);
            return true;
        }
        return me.initializers > 0;
    }

    private void point(ControlledThread me, int step, boolean reached) {
        if (me.streak > BusyWaits.BUSY && scheduler.giveWay(me, 0)) {
            gaveWay = true;
            return; // a long stretch alone may be a busy-wait: the others go on, as with any real
            // scheduler
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
    boolean gaveWay() {
        return gaveWay;
    }

    /// How many hooks the program has passed.
    int passed() {
        return passed;
    }

    int nextStep(ControlledThread me) {
        passed++;
        me.streak++;
        if (++steps > Settings.MAX_STEPS) {
            stop(new Verdict.NoProgress(me.name, Postmortem.lineOf(me.thread), steps - 1));
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

    Verdict verdict() {
        return verdict;
    }

    /// Also if a run ended inside an initializer: its class can never be used again.
    boolean changedStatics() {
        return statics.mayHaveChanged()
                || scheduler.threads().stream().anyMatch(thread -> thread.initializers > 0);
    }

    /// Ends the run in progress, if there is one, at its next step.
    static void abandon() {
        Run run = active;
        if (run != null) {
            run.conclude(
                    new Verdict.Refused(
                            "a check that is interrupted", "", "let it run to its end"));
        }
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
        throw new Refusal(found);
    }

    void refuse(String what, Site site, String instead) {
        stop(new Verdict.Refused(what, site.location(), instead));
    }

    private void refuseForeign(Thread thread, Site site) {
        conclude(
                new Verdict.Refused(
                        "this line runs on the thread \""
                                + thread.getName()
                                + "\", which the explorer cannot stop",
                        site.location(),
                        "give the work to an executor or a thread that the check creates"));
    }

    void refusePinned(ControlledThread me) {
        conclude(
                new Verdict.Refused(
                        me + " would have to wait inside a static initializer or a native method",
                        Postmortem.lineOf(Thread.currentThread()),
                        "do the waiting outside of the static initializer"));
        throw new Refusal(verdict);
    }

    // ---- what the JDK asks for

    VirtualCommonPool commonPool() {
        if (commonPool == null) {
            commonPool = new VirtualCommonPool(this);
        }
        return commonPool;
    }

    // ---- what a reader sees

    Trace trace() {
        return trace;
    }

    void trace(ControlledThread me, String before, Object object, String after, Site site) {
        if (trace != null) {
            trace.add(me, before + trace.names.of(object) + after, site);
        }
    }

    /// Whether a reader wants to see this step: the thread was not alone, and others use the same
    /// thing.
    boolean shows(Site site) {
        return trace != null && shared.contains(site);
    }
}
