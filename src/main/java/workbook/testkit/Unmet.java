package workbook.testkit;

/// A requirement that does not hold, told so that a learner can act on it.
public final class Unmet extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String observed;
    private final String why;
    private final String attempt;

    /// @param expected what should have been seen, as a noun phrase: `at most 3 calls in flight`
    /// @param observed what was seen instead
    /// @param why what makes a program behave so, as a full clause without a full stop
    public Unmet(String expected, String observed, String why) {
        this(expected, observed, why, "");
    }

    /// @param attempt what to try next, where the first hint of the check would not fit what was
    ///   observed; empty for that hint
    public Unmet(String expected, String observed, String why, String attempt) {
        super("expected " + expected + ", observed " + observed + ": " + why);
        this.expected = expected;
        this.observed = observed;
        this.why = why;
        this.attempt = attempt;
    }

    public String expected() {
        return expected;
    }

    public String observed() {
        return observed;
    }

    public String why() {
        return why;
    }

    public String attempt() {
        return attempt;
    }
}
