package workbook.testkit.explorer;

/// What a passed exploration is worth, in the words that the report uses.
///
/// @param schedules how many were run
/// @param gaveWay whether a thread was stopped after a long stretch alone, as a busy-wait must be:
///   the orders in which it goes on were not tried
public record Strength(Bound bound, boolean slowTime, int schedules, End end, boolean gaveWay) {
    /// Why the search ended.
    public enum End {
        ALL_TRIED,
        MOST_SCHEDULES,
        TIME
    }

    public boolean complete() {
        return end == End.ALL_TRIED;
    }

    public String text() {
        String what =
                switch (bound) {
                    case Bound.Preemptions p -> within(p.most(), "preemption");
                    case Bound.Delays d -> within(d.most(), "delay");
                    case Bound.Sample s -> "%,d sampled, seed %d".formatted(schedules, s.seed());
                    case Bound.Automatic a ->
                            throw new IllegalStateException("the bound was never settled");
                };
        return what
                + (slowTime ? ", threads slower than any sleep" : "")
                + (gaveWay ? ", but no thread alone for more than 200 steps" : "");
    }

    private String within(int most, String unit) {
        String limit = "within %d %s%s".formatted(most, unit, most == 1 ? "" : "s");
        return switch (end) {
            case ALL_TRIED -> "every schedule %s (%,d)".formatted(limit, schedules);
            case MOST_SCHEDULES ->
                    "%,d schedules %s, not all: the search ends at that number"
                            .formatted(schedules, limit);
            case TIME ->
                    "%,d schedules %s, not all: the time ended the search"
                            .formatted(schedules, limit);
        };
    }

    @Override
    public String toString() {
        return text();
    }
}
