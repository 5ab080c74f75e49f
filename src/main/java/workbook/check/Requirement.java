package workbook.check;

import java.util.List;

/// One thing that a program must do, as its check class declares it.
///
/// @param check the name of the check method
/// @param text the display name of the method
/// @param hints what stands on the method as its hints, the gentlest first
/// @param stage the part of a long exercise that it belongs to; empty where there are no parts
/// @param points what it is worth
/// @param needs the check methods that must pass before this one can be judged
public record Requirement(
        String check,
        String text,
        List<String> hints,
        String stage,
        int points,
        List<String> needs) {

    public Requirement {
        hints = List.copyOf(hints);
        needs = List.copyOf(needs);
    }

    /// A requirement that can be judged whatever became of the others.
    public Requirement(String check, String text, List<String> hints, String stage, int points) {
        this(check, text, hints, stage, points, List.of());
    }

    /// A requirement of an exercise without stages, worth one point.
    public Requirement(String check, String text, List<String> hints) {
        this(check, text, hints, "", 1);
    }

    /// @return the gentlest hint, or an empty text if there is none
    public String firstHint() {
        return hints.isEmpty() ? "" : hints.getFirst();
    }
}
