package workbook.lab;

/// Something that the Python side needs and this machine does not give. Its message is written for
/// the learner: what was expected, what was found, and what to do next.
public final class LabFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LabFailure(String message) {
        super(message);
    }

    LabFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
