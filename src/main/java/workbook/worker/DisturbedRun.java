package workbook.worker;

/// The submission reached into how it is judged, so nothing that was told of it counts.
final class DisturbedRun extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param how what gave it away, to follow "observed"
    DisturbedRun(String how) {
        super(how);
    }
}
