package workbook.gradebook;

import java.util.List;
import workbook.check.CheckResult;
import workbook.check.Outcome;

/// How far a student is with a lesson: by the share of the requirements of all its assigned
/// exercises that hold, each requirement counted once, whatever its points or the weight of its
/// exercise.
///
/// What is missing, unreadable or to be graded anew holds nothing.
public enum Mastery {
    /// No requirement holds.
    NONE("none"),
    /// Fewer than two of three hold.
    BEGUN("begun"),
    /// At least two of three hold, and not all.
    NEARLY("nearly"),
    /// All hold.
    MASTERED("mastered");

    private final String word;

    Mastery(String word) {
        this.word = word;
    }

    /// @return the level as tables show it
    public String word() {
        return word;
    }

    /// @param assignments those of one lesson
    /// @param grades a student's grades, of any lessons
    public static Mastery of(List<Assignment> assignments, List<Grade> grades) {
        long all = 0;
        long held = 0;
        for (Assignment assignment : assignments) {
            all += assignment.requirements().size();
            held +=
                    grades.stream()
                            .filter(grade -> grade.exercise().equals(assignment.exercise()))
                            .flatMap(grade -> grade.report().stream())
                            .flatMap(report -> report.results().stream())
                            .map(CheckResult::outcome)
                            .filter(Outcome.PASSED::equals)
                            .count();
        }
        if (held == 0) {
            return NONE;
        }
        if (held == all) {
            return MASTERED;
        }
        return 3 * held >= 2 * all ? NEARLY : BEGUN;
    }
}
