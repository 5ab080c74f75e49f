package workbook.grade;

import java.nio.file.Path;
import java.util.Optional;
import workbook.check.CheckReport;
import workbook.gradebook.Grade;
import workbook.intake.Submission;
import workbook.lesson.Exercise;

/// One submission to be judged.
///
/// @param attempts how many the student has handed in for this exercise
/// @param possible the points of a full mark
/// @param key what the verdict depends on
record Job(Submission submission, Exercise exercise, int attempts, int possible, String key) {

    /// @return the private copy of what was handed in
    Path file() {
        return submission.file().orElseThrow();
    }

    /// @return the grade for a verdict
    Grade judged(CheckReport report) {
        // Students know the file by where it is in their own checkout, and can replay it there.
        var named = report.withFile("exercises/" + exercise.id() + ".java");
        return grade(Grade.State.JUDGED, "", Optional.of(named), report.points());
    }

    /// @return the grade of what cannot be judged, with the reason
    Grade unreadable(String problem) {
        return grade(Grade.State.UNREADABLE, problem, Optional.empty(), 0);
    }

    /// @return the grade of what the grader itself failed to judge
    Grade fault(String reason) {
        return grade(Grade.State.FAULT, reason, Optional.empty(), 0);
    }

    /// @param earlier a grade with the same key
    /// @return its verdict, with what is known of this submission now
    Grade again(Grade earlier) {
        return grade(earlier.state(), earlier.reason(), earlier.report(), earlier.earned());
    }

    private Grade grade(
            Grade.State state, String reason, Optional<CheckReport> report, int earned) {
        return new Grade(
                submission.student(),
                exercise.id(),
                state,
                reason,
                report,
                earned,
                possible,
                submission.attempt(),
                attempts,
                submission.origin(),
                submission.handedIn(),
                submission.late(),
                key);
    }
}
