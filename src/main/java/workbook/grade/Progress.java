package workbook.grade;

import java.time.Duration;
import java.util.Optional;

/// How far a batch is.
///
/// @param done how many submissions have their verdict by now, those of an earlier run included
/// @param total how many there are
/// @param judged how many of them this run has judged
/// @param elapsed since this run began to judge
public record Progress(int done, int total, int judged, Duration elapsed) {

    /// @return how long the rest takes at the pace so far; empty before the first verdict
    public Optional<Duration> left() {
        return judged == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(total - done).dividedBy(judged));
    }
}
