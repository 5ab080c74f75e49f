package workbook.gradebook;

import java.util.List;
import workbook.check.Requirement;

/// One exercise of a class, with everything that a full mark needs. Known before anything runs.
///
/// @param exercise the id of the exercise: `p02_concurrent_calls/FetchAll`
/// @param title its title
/// @param weight how much it counts beside the others; 1 unless the teacher says otherwise
/// @param requirements its checks, with their points
public record Assignment(
        String exercise, String title, double weight, List<Requirement> requirements) {

    public Assignment {
        requirements = List.copyOf(requirements);
    }

    /// @return the points of an answer of which everything holds
    public int possible() {
        return requirements.stream().mapToInt(Requirement::points).sum();
    }
}
