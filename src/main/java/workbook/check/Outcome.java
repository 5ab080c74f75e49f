package workbook.check;

/// What came of one check.
public enum Outcome {
    /// The requirement holds.
    PASSED,
    /// It does not.
    FAILED,
    /// The check did not end within its time.
    TIMED_OUT,
    /// It could not be judged, because something before it ended the run. Not a failure of its own.
    NOT_REACHED
}
