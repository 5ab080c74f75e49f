package workbook.intake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What one student handed in for one exercise. What cannot be graded is a submission too: it has a
/// problem in place of a file, so that nobody is lost.
///
/// @param student who handed it in
/// @param exercise the id of the exercise; empty if what was handed in belongs to none
/// @param attempt 1 for the first, in the order of handing in
/// @param origin where it was found, as a teacher would look for it: `anna/work.zip!FetchAll.java`
/// @param handedIn when, where the export says so
/// @param late whether that was after the deadline
/// @param file a private copy of the source, at most 64 KiB; empty if there is a problem
/// @param problem why it cannot be graded, in a sentence; empty if it can
public record Submission(
        Student student,
        Optional<String> exercise,
        int attempt,
        String origin,
        Optional<Instant> handedIn,
        boolean late,
        Optional<Path> file,
        Optional<String> problem) {

    public Submission {
        if (file.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException("a submission has either a file or a problem");
        }
    }
}
