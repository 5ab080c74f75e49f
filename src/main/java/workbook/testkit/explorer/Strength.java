package workbook.testkit.explorer;

/// What a passed exploration is worth, in the words that the report uses.
///
/// @param schedules how many were run
public record Strength(Bound bound, boolean slowTime, int schedules, boolean complete) {
    public String text() {
        String what =
                switch (bound) {
                    case Bound.Preemptions p -> within(p.most(), "preemption");
                    case Bound.Delays d -> within(d.most(), "delay");
                    case Bound.Sample s -> "%,d sampled, seed %d".formatted(schedules, s.seed());
                    case Bound.Automatic a ->
                            throw new IllegalStateException("the bound was never settled");
                };
        return slowTime ? what + ", threads slower than any sleep" : what;
    }

    private String within(int most, String unit) {
        String limit = "within %d %s%s".formatted(most, unit, most == 1 ? "" : "s");
        return complete
                ? "every schedule %s (%,d)".formatted(limit, schedules)
                : "%,d schedules %s, not all: the budget ended the search"
                        .formatted(schedules, limit);
    }

    @Override
    public String toString() {
        return text();
    }
}
