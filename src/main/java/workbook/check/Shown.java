package workbook.check;

import java.util.regex.Pattern;

/// Text that a learner's program may have made, fit for a report: not endless, and without
/// characters that command a terminal.
final class Shown {

    /// More than what is kept of the output of a check.
    private static final int MAX_CHARACTERS = 20_000;

    private static final Pattern COMMANDS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private Shown() {}

    /// @param text what the program said; null counts as the word
    static String text(String text) {
        if (text == null) {
            return "null";
        }
        String kept =
                text.length() <= MAX_CHARACTERS
                        ? text
                        : "%s… and %,d characters more"
                                .formatted(
                                        text.substring(0, MAX_CHARACTERS),
                                        text.length() - MAX_CHARACTERS);
        return COMMANDS.matcher(kept).replaceAll("\uFFFD");
    }
}
