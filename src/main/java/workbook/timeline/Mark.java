package workbook.timeline;

import java.time.Duration;

/// Something that happened to a lane at one moment.
///
/// @param text the exception, or the word for what happened
public record Mark(Kind kind, Duration at, String text) {
    /// From the least to the most severe.
    public enum Kind {
        TIMED_OUT("timed out"),
        INTERRUPTED("interrupted"),
        FAILED("failed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// The mark as a legend says it.
        public String words() {
            return words;
        }
    }
}
