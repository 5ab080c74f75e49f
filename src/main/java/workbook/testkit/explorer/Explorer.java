package workbook.testkit.explorer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import workbook.testkit.explorer.jdk.JdkPatches;
import workbook.testkit.explorer.memory.SharedSites;
import workbook.testkit.explorer.report.Report;
import workbook.testkit.explorer.run.Body;
import workbook.testkit.explorer.run.JdkAnswers;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.run.Verdict;
import workbook.testkit.explorer.search.BoundedSearch;
import workbook.testkit.explorer.search.Decider;
import workbook.testkit.explorer.search.FixedSchedule;
import workbook.testkit.explorer.search.SampledSearch;
import workbook.testkit.explorer.search.Schedule;
import workbook.testkit.explorer.search.Search;

/// Runs a program under one schedule after the other until one breaks it or the bound is reached.
public final class Explorer {
    private static final Object ONE_AT_A_TIME = new Object();

    /// After a data race without visible harm, so many more schedules may show the harm that it
    /// does.
    private static final int LOOK_FOR_HARM = 200;

    private static final int THREADS_FOR_DELAYS = 5;

    private static boolean prepared;

    private final Settings settings;
    private final SharedSites shared = new SharedSites();
    private final Output output;
    private boolean ran;
    private boolean gaveWay;
    private int threads;

    private Explorer(Settings settings, Output output) {
        this.settings = settings;
        this.output = output;
    }

    /// Does now what the first exploration of a JVM would have to do: attaches the agent, patches
    /// the JDK, and explores a small program. Cheap when it is done already; safe from any thread.
    public static void prepare() {
        synchronized (ONE_AT_A_TIME) {
            if (!prepared) {
                WarmUp.explore();
                prepared = true;
            }
        }
    }

    /// Loads what [#prepare] loads, and leaves this JVM as it is: for filling a JVM's AOT cache,
    /// which takes no class that was patched.
    public static void rehearse() {
        JdkPatches.rehearse();
        WarmUp.classes().rehearse(WarmUp.class.getName());
    }

    /// @return how much was tried without a failure
    /// @throws ScheduleFailure if a schedule breaks the program, or if the explorer cannot judge it
    static Strength explore(Settings settings, Body body) {
        return onOwnThread(() -> {
            try (var output = new Output()) {
                return new Explorer(settings, output).explore(body);
            }
        });
    }

    /// Explores one method of a check class outside of JUnit, for a measurement.
    ///
    /// @throws ScheduleFailure if a schedule breaks it
    public static Strength explore(Settings settings, Class<?> check, String method) {
        return explore(
                settings, new Program(CompiledClasses.exploring(check), check.getName(), method));
    }

    /// Runs exactly one schedule again.
    ///
    /// @throws ScheduleFailure if it breaks the program
    static void replay(Settings settings, Body body, String replayId) {
        Schedule schedule = Schedule.of(replayId);
        onOwnThread(() -> {
            try (var output = new Output()) {
                new Explorer(settings, output).replay(body, schedule);
            }
            return null;
        });
    }

    /// A thread that runs virtual threads must hold no monitor meanwhile: the JVM would take the
    /// monitors below for the virtual thread's own. So the exploration begins on an empty stack.
    private static <T> T onOwnThread(Callable<T> exploration) {
        synchronized (ONE_AT_A_TIME) {
            JdkAnswers.install();
            var task = new FutureTask<>(exploration);
            Thread explorer = Thread.ofPlatform().name("explorer").daemon().start(task);
            try {
                explorer.join(); // else somebody might take it for a thread left behind
            } catch (InterruptedException e) {
                endOf(explorer);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while exploring", e);
            }
            if (task.state() == Future.State.SUCCESS) {
                return task.resultNow();
            }
            switch (task.exceptionNow()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /// Nobody wants the result any more: the run ends at its next step, and the exploration with
    /// it.
    private static void endOf(Thread explorer) {
        for (int i = 0; i < 100 && explorer.isAlive(); i++) {
            Run.abandon();
            try {
                explorer.join(Duration.ofMillis(10));
            } catch (InterruptedException again) {
                // the end is near anyway
            }
        }
    }

    private void replay(Body body, Schedule schedule) {
        // the first run learns which places are shared, the second shows them
        run(body, new FixedSchedule(schedule), false);
        Run run = run(body, new FixedSchedule(schedule), true);
        if (run.verdict() != null) {
            throw new ScheduleFailure(Report.of(run, schedule));
        }
    }

    private Strength explore(Body body) {
        long end = System.nanoTime() + settings.maxTime().toNanos();
        Bound bound = settleBound(body);
        Search search = searchFor(bound);
        int most =
                bound instanceof Bound.Sample sample ? sample.schedules() : settings.maxSchedules();
        int runs = 0;
        int tried = 0;
        Schedule race = null;
        Verdict raced = null;
        int harmUntil = 0;
        while (tried < most && System.nanoTime() < end) {
            Search.Follow decisions = search.next();
            if (decisions == null || (race != null && runs > harmUntil)) {
                break;
            }
            Run run = run(body, decisions, false);
            runs++;
            tried++;
            Verdict verdict = run.verdict();
            if (!decisions.completed()) {
                throw new ScheduleFailure(Report.changing(decisions.schedule()));
            }
            if (verdict instanceof Verdict.DataRace) {
                if (race == null) {
                    race = decisions.schedule();
                    raced = verdict;
                    harmUntil = runs + LOOK_FOR_HARM;
                }
            } else if (verdict != null) {
                throw report(body, decisions.schedule(), verdict);
            }
            if (shared.takeGrowth()) {
                search.restart();
                tried = bound instanceof Bound.Sample ? tried : 0;
            }
        }
        if (race != null) {
            throw report(body, race, raced);
        }
        var reason =
                System.nanoTime() >= end
                        ? Strength.End.TIME
                        : tried < most ? Strength.End.ALL_TRIED : Strength.End.MOST_SCHEDULES;
        return new Strength(bound, settings.slowTime(), tried, reason, gaveWay);
    }

    private Bound settleBound(Body body) {
        if (!(settings.bound() instanceof Bound.Automatic)) {
            return settings.bound();
        }
        Run first = run(body, new FixedSchedule(Schedule.DEFAULT), false);
        if (first.verdict() instanceof Verdict.Refused refusal) {
            throw new ScheduleFailure(Report.refused(refusal));
        }
        return threads < THREADS_FOR_DELAYS ? new Bound.Preemptions(2) : new Bound.Delays(2);
    }

    private static Search searchFor(Bound bound) {
        return switch (bound) {
            case Bound.Preemptions preemptions ->
                    new BoundedSearch(BoundedSearch.Cost.PREEMPTIONS, preemptions.most());
            case Bound.Delays delays -> new BoundedSearch(BoundedSearch.Cost.DELAYS, delays.most());
            case Bound.Sample sample -> new SampledSearch(sample.seed());
            case Bound.Automatic any ->
                    throw new IllegalStateException("the bound was never settled");
        };
    }

    private Run run(Body body, Decider decisions, boolean traced) {
        if (traced || !ran) {
            output.keep();
        } else {
            output.drop();
        }
        ran = true;
        var run = new Run(settings.slowTime(), decisions, shared, traced);
        run.execute(body);
        if (run.changedStatics()) {
            body.forgetStatics();
        }
        gaveWay |= run.gaveWay();
        threads = Math.max(threads, run.scheduler.threads().size());
        return run;
    }

    /// Runs the schedule once more to show it, and to make sure that it was not chance.
    private ScheduleFailure report(Body body, Schedule schedule, Verdict found) {
        if (found instanceof Verdict.Refused refusal) {
            return new ScheduleFailure(Report.refused(refusal));
        }
        Run run = run(body, new FixedSchedule(schedule), true);
        boolean same = run.verdict() != null && run.verdict().getClass() == found.getClass();
        return new ScheduleFailure(same ? Report.of(run, schedule) : Report.changing(schedule));
    }
}
