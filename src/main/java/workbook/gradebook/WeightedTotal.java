package workbook.gradebook;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What a student has reached of everything, each exercise by its weight.
public final class WeightedTotal {

    private WeightedTotal() {}

    /// What is missing or unreadable counts as nothing. As long as the grader owes a verdict, there
    /// is no total: a fault of ours must not lower a mark.
    ///
    /// @param grades one for each assignment, in the same order
    /// @return from 0 to 100; empty if a grade is a fault, or if all weights are 0
    public static OptionalDouble percent(List<Assignment> assignments, List<Grade> grades) {
        if (grades.stream().anyMatch(grade -> grade.state() == Grade.State.FAULT)) {
            return OptionalDouble.empty();
        }
        double reached = 0;
        double weights = 0;
        for (int i = 0; i < assignments.size(); i++) {
            weights += assignments.get(i).weight();
            reached += assignments.get(i).weight() * grades.get(i).score();
        }
        return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * reached / weights);
    }

    /// @return the same with one decimal, as `87.5`; an empty text where there is no total
    public static String text(List<Assignment> assignments, List<Grade> grades) {
        var percent = percent(assignments, grades);
        return percent.isPresent() ? String.format(Locale.ROOT, "%.1f", percent.getAsDouble()) : "";
    }
}
