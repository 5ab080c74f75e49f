package workbook.testkit.explorer.report;

import java.util.Locale;

/// What is wrong, in the four parts of a message.
public record Explanation(Kind kind, String expected, String observed, String why, String tryNext) {
    /// What kind of defect it is.
    public enum Kind {
        ASSERTION,
        EXCEPTION,
        DEADLOCK,
        THREADS_LEFT,
        IGNORED_INTERRUPT,
        UNCAUGHT_EXCEPTION,
        DATA_RACE,
        NO_PROGRESS,
        REFUSED
    }

    String text() {
        return """
        %s
            expected  %s
            observed  %s
            why       %s
            try       %s\
        """
                .formatted(
                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        indent(expected),
                        indent(observed),
                        indent(why),
                        indent(tryNext));
    }

    private static String indent(String text) {
        return text.replace("\n", "\n              ");
    }
}
