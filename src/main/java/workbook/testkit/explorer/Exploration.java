package workbook.testkit.explorer;

import workbook.testkit.explorer.memory.SharedSites;
import workbook.testkit.explorer.report.Report;
import workbook.testkit.explorer.run.Body;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.run.Verdict;
import workbook.testkit.explorer.search.BoundedSearch;
import workbook.testkit.explorer.search.Decider;
import workbook.testkit.explorer.search.FixedSchedule;
import workbook.testkit.explorer.search.SampledSearch;
import workbook.testkit.explorer.search.Schedule;
import workbook.testkit.explorer.search.Search;

/// One program under one schedule after the other, and what is learnt on the way. For one thread.
final class Exploration {
    /// After a data race without visible harm, so many more schedules may show the harm that it
    /// does.
    private static final int LOOK_FOR_HARM = 200;

    private static final int THREADS_FOR_DELAYS = 5;

    private final Settings settings;
    private final Body body;
    private final Output output;
    private final SharedSites shared = new SharedSites();
    private int runs;
    private boolean gaveWay;
    private int threads;

    Exploration(Settings settings, Body body, Output output) {
        this.settings = settings;
        this.body = body;
        this.output = output;
    }

    /// Runs exactly one schedule, twice: the first time learns which places are shared, the second
    /// shows them.
    void replay(Schedule schedule) {
        run(new FixedSchedule(schedule), false);
        Run run = run(new FixedSchedule(schedule), true);
        if (run.verdict() != null) {
            throw new ScheduleFailure(Report.of(run, schedule));
        }
    }

    /// Runs schedules until one breaks the program, or none is left within the bound, or it was
    /// enough.
    Strength explore() {
        long end = System.nanoTime() + settings.maxTime().toNanos();
        Bound bound = settleBound();
        Search search = searchFor(bound);
        int most =
                bound instanceof Bound.Sample sample ? sample.schedules() : settings.maxSchedules();
        int tried = 0;
        Schedule race = null;
        Verdict raced = null;
        int harmUntil = Integer.MAX_VALUE;
        while (tried < most && System.nanoTime() < end) {
            Search.Follow decisions = search.next();
            if (decisions == null || runs > harmUntil) {
                break;
            }
            Verdict verdict = run(decisions, false).verdict();
            tried++;
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
                throw failure(decisions.schedule(), verdict);
            }
            if (shared.takeGrowth()) {
                search.restart();
                tried = bound instanceof Bound.Sample ? tried : 0;
            }
        }
        if (race != null) {
            throw failure(race, raced);
        }
        var reason =
                System.nanoTime() >= end
                        ? Strength.End.TIME
                        : tried < most ? Strength.End.ALL_TRIED : Strength.End.MOST_SCHEDULES;
        return new Strength(bound, settings.slowTime(), tried, reason, gaveWay);
    }

    /// How many threads there are, and so which bound stays quick, only a run can tell.
    private Bound settleBound() {
        if (!(settings.bound() instanceof Bound.Automatic)) {
            return settings.bound();
        }
        Run first = run(new FixedSchedule(Schedule.DEFAULT), false);
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

    private Run run(Decider decisions, boolean traced) {
        if (traced || runs == 0) {
            output.keep();
        } else {
            output.drop();
        }
        runs++;
        var run = new Run(settings.slowTime(), settings.bodyOnly(), decisions, shared, traced);
        run.execute(body);
        if (run.changedStatics()) {
            body.forgetStatics();
        }
        gaveWay |= run.gaveWay();
        threads = Math.max(threads, run.scheduler.threads().size());
        return run;
    }

    /// Runs the schedule once more to show it, and to make sure that it was not chance.
    private ScheduleFailure failure(Schedule schedule, Verdict found) {
        if (found instanceof Verdict.Refused refusal) {
            return new ScheduleFailure(Report.refused(refusal));
        }
        Run run = run(new FixedSchedule(schedule), true);
        boolean same = run.verdict() != null && run.verdict().getClass() == found.getClass();
        return new ScheduleFailure(same ? Report.of(run, schedule) : Report.changing(schedule));
    }
}
