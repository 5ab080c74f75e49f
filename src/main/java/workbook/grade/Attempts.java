package workbook.grade;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import workbook.gradebook.Grade;

/// Which of several attempts at an exercise counts.
public enum Attempts {
    /// The one that was handed in last.
    LAST,
    /// The one with the most points; of equal ones the first.
    BEST;

    /// @param grades those of one student for one exercise
    /// @return the one that counts; empty if there is none
    Optional<Grade> counting(List<Grade> grades) {
        return switch (this) {
            case LAST -> grades.stream().max(Comparator.comparingInt(Grade::attempt));
            case BEST ->
                    grades.stream()
                            .max(
                                    Comparator.comparingInt(Grade::earned)
                                            .thenComparing(
                                                    Comparator.comparingInt(Grade::attempt)
                                                            .reversed()));
        };
    }
}
