package workbook.testkit.explorer;

import java.util.List;

/// A schedule was found under which the program does not do what it should, or a program that the
/// explorer cannot judge.
public final class ScheduleFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    /// What kind of defect it is.
    public enum Kind {
        ASSERTION,
        EXCEPTION,
        DEADLOCK,
        THREADS_LEFT,
        IGNORED_INTERRUPT,
        UNCAUGHT_EXCEPTION,
        DATA_RACE,
        NO_PROGRESS,
        REFUSED
    }

    /// The four parts of the message.
    public record Explanation(
            Kind kind, String expected, String observed, String why, String tryNext) {}

    private final transient Explanation explanation;
    private final transient List<Step> steps;
    private final String table;
    private final String replayId;

    ScheduleFailure(
            Explanation explanation,
            List<Step> steps,
            String table,
            String replayId,
            Throwable cause) {
        super(text(explanation, table, replayId), cause);
        this.explanation = explanation;
        this.steps = List.copyOf(steps);
        this.table = table;
        this.replayId = replayId;
    }

    private static String text(Explanation explanation, String table, String replayId) {
        String parts =
                """
                %s
                    expected  %s
                    observed  %s
                    why       %s
                    try       %s\
                """
                        .formatted(
                                explanation
                                        .kind()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '),
                                indent(explanation.expected()),
                                indent(explanation.observed()),
                                indent(explanation.why()),
                                indent(explanation.tryNext()));
        return parts
                + (table.isEmpty() ? "" : "\n\n" + table)
                + (replayId.isEmpty() ? "" : "\nreplay " + replayId);
    }

    private static String indent(String text) {
        return text.replace("\n", "\n              ");
    }

    public Kind kind() {
        return explanation.kind();
    }

    public String expected() {
        return explanation.expected();
    }

    public String observed() {
        return explanation.observed();
    }

    public String why() {
        return explanation.why();
    }

    public String tryNext() {
        return explanation.tryNext();
    }

    /// The steps of the schedule, for a drawing; empty for a refusal.
    public List<Step> steps() {
        return steps;
    }

    /// The schedule as a table, one column per thread.
    public String table() {
        return table;
    }

    /// Names this schedule: the same program replayed with it takes the same steps.
    public String replayId() {
        return replayId;
    }
}
