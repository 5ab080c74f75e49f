package workbook.check;

import java.util.List;

/// One thing that a program must do, as its check class declares it.
///
/// @param check the name of the check method
/// @param text the display name of the method
/// @param hints what stands on the method as its hints, the gentlest first
public record Requirement(String check, String text, List<String> hints) {

    public Requirement {
        hints = List.copyOf(hints);
    }

    /// @return the gentlest hint, or an empty text if there is none
    public String firstHint() {
        return hints.isEmpty() ? "" : hints.getFirst();
    }
}
