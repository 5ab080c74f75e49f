package workbook.gradebook.export;

/// Makes text of unknown origin fit for every format: it may hold NUL, half a surrogate pair, or
/// marks that turn the writing direction of what follows.
public final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';

    /// The characters by which a spreadsheet knows a formula. It also takes their full-width forms,
    /// and looks behind a tab.
    private static final String FORMULA = "=+-@\t\n\uFF1D\uFF0B\uFF0D\uFF20";

    private SafeText() {}

    /// @return the text without what XML, UTF-8 or a terminal refuse: a control character as its
    ///   picture (`␀`), a turn of the writing direction as its number (`[U+202E]`), a line end as
    ///   `\n`
    public static String of(String text) {
        var safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
                safe.append(c).append(next);
                i++;
            } else if (c == '\r') {
                safe.append(next == '\n' ? "" : "\n");
            } else {
                append(safe, c);
            }
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, char c) {
        if (c == '\n' || c == '\t') {
            safe.append(c);
        } else if (c < ' ') {
            safe.append((char) ('\u2400' + c));
        } else if (c == '\u007F') {
            safe.append('\u2421');
        } else if (turnsWriting(c)) {
            safe.append("[U+%04X]".formatted((int) c));
        } else {
            boolean refused =
                    Character.isISOControl(c) || Character.isSurrogate(c) || c >= '\uFFFE';
            safe.append(refused ? REPLACEMENT : c);
        }
    }

    private static boolean turnsWriting(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }

    /// @return the text for a cell of a table that people open in a spreadsheet: what would begin a
    ///   formula is preceded by an apostrophe, which a spreadsheet takes for "this is text". See
    ///   OWASP, "CSV Injection", and CWE-1236.
    static String cell(String text) {
        String safe = of(text);
        return beginsFormula(safe) || beginsFormula(safe.stripLeading()) ? "'" + safe : safe;
    }

    private static boolean beginsFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
