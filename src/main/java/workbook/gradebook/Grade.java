package workbook.gradebook;

import java.time.Instant;
import java.util.Optional;
import workbook.check.CheckReport;
import workbook.intake.Student;

/// What one student has for one exercise: a cell of the gradebook.
///
/// @param student who it is for
/// @param exercise the id of the exercise
/// @param state how it came about
/// @param reason in a sentence, why there is no report; empty if there is one
/// @param report what the checks found; present exactly if the state is [State#JUDGED]
/// @param earned the points, from 0 to `possible`
/// @param possible the points of a full mark
/// @param attempt which of the student's attempts this is; 0 if there was none
/// @param attempts how many there were
/// @param origin where it was found in what was handed in; empty if nothing was
/// @param handedIn when, where the export says so
/// @param late whether that was after the deadline
/// @param key the SHA-256 of all that the verdict depends on: source, checks, book, JDK, isolation
public record Grade(
        Student student,
        String exercise,
        State state,
        String reason,
        Optional<CheckReport> report,
        int earned,
        int possible,
        int attempt,
        int attempts,
        String origin,
        Optional<Instant> handedIn,
        boolean late,
        String key) {

    /// How a grade came about.
    public enum State {
        /// The checks judged it, or it does not compile, or the policy refused it.
        JUDGED,
        /// Nothing was handed in.
        MISSING,
        /// Something was, and it cannot be graded.
        UNREADABLE,
        /// The grader itself failed, again and again: not the student's fault, to be graded anew.
        FAULT
    }

    public Grade {
        if (report.isPresent() != (state == State.JUDGED)) {
            throw new IllegalArgumentException("a report is what a judged submission has");
        }
        if (earned < 0 || earned > possible) {
            throw new IllegalArgumentException("%d of %d points".formatted(earned, possible));
        }
    }

    /// @return from 0 to 1
    public double score() {
        return possible == 0 ? 0 : (double) earned / possible;
    }
}
