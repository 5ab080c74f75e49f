package workbook.testkit.explorer;

import java.util.List;
import workbook.testkit.explorer.report.Explanation;
import workbook.testkit.explorer.report.Report;
import workbook.testkit.explorer.trace.Step;

/// A schedule was found under which the program does not do what it should, or a program that the
/// explorer cannot judge.
public final class ScheduleFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient Report report;

    ScheduleFailure(Report report) {
        super(report.text(), report.cause());
        this.report = report;
    }

    public Explanation.Kind kind() {
        return report.explanation().kind();
    }

    public String expected() {
        return report.explanation().expected();
    }

    public String observed() {
        return report.explanation().observed();
    }

    public String why() {
        return report.explanation().why();
    }

    public String tryNext() {
        return report.explanation().tryNext();
    }

    /// The steps of the schedule, for a drawing; empty for a refusal.
    public List<Step> steps() {
        return report.steps();
    }

    /// The schedule as a table, one column per thread; "" for a refusal.
    public String table() {
        return report.table();
    }

    /// Names this schedule: the same program replayed with it takes the same steps. "" for a
    /// refusal.
    public String replayId() {
        return report.replayId();
    }
}
