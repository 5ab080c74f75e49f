package workbook.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import workbook.testkit.explorer.trace.Step;
import workbook.timeline.Interval;
import workbook.timeline.Lane;
import workbook.timeline.State;
import workbook.timeline.Timeline;

/// Draws the schedule that broke a check as a timeline, one lane for each thread.
///
/// The axis is the explorer's clock. It stands still while a thread can run, so where no time
/// passes at all, each step is drawn as a millisecond.
final class ScheduleDrawing {

    private static final Duration STEP = Duration.ofMillis(1);

    private static final String STARTER = "main";

    /// What a step waits for, by the call that it shows; the first that fits counts.
    private static final List<Wait> WAITS =
            List.of(
                    wait(State.SLEEPING, "^Thread\\.sleep"),
                    wait(
                            State.LOCK,
                            "\\.(acquire|lock|tryAcquire|tryLock)|^waits for .*(lock|permit|monitor)"),
                    wait(State.QUEUE, "\\.(take|put|poll|offer)\\("),
                    wait(
                            State.JOINING,
                            "\\.(join|get|close|invokeAll|awaitTermination)\\(|^waits for the result"),
                    wait(State.WAITING, "\\.(await|wait)\\("));

    private record Wait(State state, Pattern call) {}

    private ScheduleDrawing() {}

    private static Wait wait(State state, String call) {
        return new Wait(state, Pattern.compile(call));
    }

    /// @return the drawing; empty if the schedule has no steps
    static Optional<Timeline> of(BreakingSchedule schedule) {
        var steps = schedule.steps();
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        boolean timePasses = !steps.getFirst().at().equals(steps.getLast().at());
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        // The thread of the check started the others, so it stands first.
        rows.put(STARTER, new ArrayList<>());
        for (int i = 0; i < steps.size(); i++) {
            rows.computeIfAbsent(steps.get(i).thread(), thread -> new ArrayList<>()).add(i);
        }
        var lanes = new ArrayList<Lane>();
        rows.forEach(
                (thread, own) -> lanes.add(lane(lanes.size() + 1, thread, steps, own, timePasses)));
        return Optional.of(
                Timeline.of(
                        schedule.replay(),
                        lanes,
                        List.of(
                                timePasses
                                        ? "On the explorer's own clock: hours cost nothing."
                                        : "No time passes: each step is drawn as 1 ms.")));
    }

    private static Lane lane(
            int id, String thread, List<Step> steps, List<Integer> own, boolean timePasses) {
        var lane = Lane.of(id, thread, intervals(steps, own, timePasses).toArray(Interval[]::new));
        if (own.isEmpty()) {
            return lane;
        }
        var last = steps.get(own.getLast());
        // So the explorer says it of a thread that will never go on.
        boolean stillWaits = last.text().startsWith("waits for ");
        return stillWaits ? lane.ended(workbook.timeline.Outcome.UNFINISHED, last.text()) : lane;
    }

    private static List<Interval> intervals(
            List<Step> steps, List<Integer> own, boolean timePasses) {
        var intervals = new ArrayList<Interval>();
        for (int i = 0; i < own.size(); i++) {
            int row = own.get(i);
            Step step = steps.get(row);
            int next = i + 1 < own.size() ? own.get(i + 1) : after(steps, row);
            Duration start = moment(steps, row, timePasses);
            Duration end = moment(steps, next, timePasses);
            Duration acted = timePasses || end.minus(start).isZero() ? start : start.plus(STEP);
            add(intervals, State.RUNNING, step, start, acted);
            add(intervals, meanwhile(step), step, acted, end);
        }
        return intervals;
    }

    /// @return where a thread's last step ends: a wait lasts until time has passed or, if none
    ///   does, to the end, as in a deadlock
    private static int after(List<Step> steps, int row) {
        if (meanwhile(steps.get(row)) == State.READY) {
            return row + 1;
        }
        int next = row + 1;
        while (next < steps.size() && steps.get(next).at().equals(steps.get(row).at())) {
            next++;
        }
        return next;
    }

    private static void add(
            List<Interval> intervals, State state, Step step, Duration start, Duration end) {
        if (end.compareTo(start) > 0) {
            intervals.add(new Interval(state, start, end, step.text(), step.location()));
        }
    }

    private static Duration moment(List<Step> steps, int row, boolean timePasses) {
        if (!timePasses) {
            return STEP.multipliedBy(row);
        }
        var step = steps.get(Math.min(row, steps.size() - 1));
        return step.at().minus(steps.getFirst().at());
    }

    /// What a thread does from one of its steps to the next.
    private static State meanwhile(Step step) {
        boolean done = step.text().contains(" = ") || step.text().endsWith(" returns");
        return done
                ? State.READY
                : WAITS.stream()
                        .filter(wait -> wait.call().matcher(step.text()).find())
                        .map(Wait::state)
                        .findFirst()
                        .orElse(State.READY);
    }
}
