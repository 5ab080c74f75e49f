package workbook.intake;

/// What the teacher gave cannot be used: a roster, deadlines, or the place of the submissions. The
/// message names the file and line, what was expected, and what was found. Nothing that a *student*
/// handed in ends so.
public final class IntakeProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IntakeProblem(String message) {
        super(message);
    }
}
