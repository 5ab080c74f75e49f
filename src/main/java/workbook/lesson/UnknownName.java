package workbook.lesson;

/// A name that means nothing here, or more than one thing. Its message is written for the learner:
/// what was asked, what there is, and what to type.
public final class UnknownName extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownName(String message) {
        super(message);
    }
}
