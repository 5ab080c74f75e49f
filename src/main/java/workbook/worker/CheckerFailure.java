package workbook.worker;

/// The harness itself failed: neither a right nor a wrong answer.
public final class CheckerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckerFailure(String message) {
        super(message);
    }
}
