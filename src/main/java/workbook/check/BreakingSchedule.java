package workbook.check;

import java.util.List;
import java.util.Optional;
import workbook.testkit.explorer.ScheduleFailure;
import workbook.testkit.explorer.trace.Step;
import workbook.timeline.Timeline;

/// The order of events in which an explored check fails.
///
/// @param replay names the check and its schedule, for `./workbook check --replay`
/// @param table what each thread did, one column for each
/// @param steps the same as data, for a drawing
public record BreakingSchedule(String replay, String table, List<Step> steps) {

    private static final String ANY_ORDER = "0";

    public BreakingSchedule {
        steps = List.copyOf(steps);
    }

    /// @return the schedule that a check's failure carries, if it does
    static Optional<BreakingSchedule> of(Requirement requirement, Throwable failure) {
        return failure instanceof ScheduleFailure found && !found.replayId().isEmpty()
                ? Optional.of(
                        new BreakingSchedule(
                                requirement.check() + "@" + found.replayId(),
                                found.table(),
                                found.steps()))
                : Optional.empty();
    }

    /// @return the same as a picture for a page, in its theme; empty if there are no steps
    public Optional<String> svg() {
        return ScheduleDrawing.of(this).map(Timeline::svg);
    }

    /// @return whether the check fails already when the threads run in turn, so that its order
    ///   explains little
    public boolean isAnyOrder() {
        return replay.endsWith("@" + ANY_ORDER);
    }
}
