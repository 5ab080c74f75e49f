package workbook.timeline;

/// How a lane ended, as far as the recording saw it.
public enum Outcome {
    OK,
    FAILED,
    CANCELLED,
    /// The code under observation returned while this task still lived.
    UNFINISHED;

    /// The outcome as a drawing says it.
    public String words() {
        return switch (this) {
            case OK -> "ok";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
            case UNFINISHED -> "unfinished";
        };
    }
}
