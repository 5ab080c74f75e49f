package workbook.cli;

/// The command was understood but cannot be done so; the message says what to do instead.
final class UsageProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageProblem(String message) {
        super(message);
    }
}
