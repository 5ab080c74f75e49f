package workbook.testkit.explorer.run;

/// Ends a thread that cannot be stopped any other way.
final class EndOfRun extends Error {
    private static final long serialVersionUID = 1L;
    private final transient Verdict verdict;

    EndOfRun(Verdict verdict) {
        super("the run is over: " + verdict, null, false, false);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
