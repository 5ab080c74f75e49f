package workbook.intake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import workbook.lesson.Exercise;

/// What was found for one owner, before it is known which of several counts.
///
/// @param weight how much it counts beside others of the same owner
/// @param resubmission how many came before it, where the export counts
/// @param copy where its source is kept for now; present exactly if it is an answer
/// @param problem why it cannot be graded; empty if it can
record Draft(
        Owner owner,
        Weight weight,
        Optional<Exercise> exercise,
        int resubmission,
        String origin,
        Optional<Instant> handedIn,
        Optional<Instant> modified,
        boolean late,
        Optional<Path> copy,
        String problem) {

    /// From what counts least to what counts most.
    enum Weight {
        /// No answer at all: named only if there is nothing else of its owner.
        NOISE,
        /// Java, and no exercise: named beside what else there is.
        ODD,
        /// Meant as an answer, and cannot be graded.
        PROBLEM,
        /// Can be graded.
        ANSWER
    }
}
