package workbook.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The package and the top-level types of a source, found without a parser.
///
/// The JDK's parser needs a deep stack and quadratic time for some hostile texts, and gives up on
/// half-finished ones. This reads each character once and finds the types of both. It does not
/// decode unicode escapes.
///
/// @param packageName empty if there is none
/// @param types the simple names, in the order of the source
record SourceScan(String packageName, List<String> types) {

    private static final Set<String> DECLARES = Set.of("class", "interface", "enum", "record");

    private static final Set<String> GO_ON = Set.of("extends", "implements", "permits");

    SourceScan {
        types = List.copyOf(types);
    }

    static SourceScan of(String source) {
        return new Scanner(source).scan();
    }

    /// One reading of one source.
    private static final class Scanner {

        private final String text;
        private final List<String> types = new ArrayList<>();
        private String packageName = "";
        private String previous = "";
        private String named = "";
        private int at;
        private int braces;
        private int parentheses;

        private Scanner(String text) {
            this.text = text;
        }

        private SourceScan scan() {
            while (at < text.length()) {
                char next = text.charAt(at);
                if (text.startsWith("//", at)) {
                    skipTo("\n", at + 2);
                } else if (text.startsWith("/*", at)) {
                    skipTo("*/", at + 2);
                } else if (text.startsWith("\"\"\"", at)) {
                    skipLiteral("\"\"\"", false);
                } else if (next == '"' || next == '\'') {
                    skipLiteral(String.valueOf(next), true);
                } else if (Character.isJavaIdentifierStart(next)) {
                    word();
                } else {
                    punctuation(next);
                    at++;
                }
            }
            return new SourceScan(packageName, types);
        }

        /// A name alone declares nothing: prose speaks of a class, too.
        private void declare() {
            if (!named.isEmpty()) {
                types.add(named);
                named = "";
            }
        }

        private void punctuation(char mark) {
            if (mark == '{' || mark == '(' || mark == '<') {
                declare();
            }
            switch (mark) {
                case '{' -> braces++;
                case '}' -> {
                    braces = Math.max(0, braces - 1);
                    parentheses = 0;
                }
                case '(' -> parentheses++;
                case ')' -> parentheses = Math.max(0, parentheses - 1);
                default -> {}
            }
            if (!Character.isWhitespace(mark)) {
                previous = String.valueOf(mark);
            }
        }

        private void word() {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            String word = text.substring(start, at);
            if (braces == 0 && parentheses == 0) {
                if (DECLARES.contains(previous) && !DECLARES.contains(word)) {
                    named = word;
                } else if (GO_ON.contains(word)) {
                    declare();
                } else if (word.equals("package") && packageName.isEmpty() && types.isEmpty()) {
                    int end = text.indexOf(';', at);
                    packageName = end < 0 ? "" : text.substring(at, end).strip();
                }
            }
            if (!word.equals(named)) {
                named = "";
            }
            previous = previous.equals(".") ? "." + word : word;
        }

        private void skipTo(String end, int from) {
            int found = text.indexOf(end, from);
            at = found < 0 ? text.length() : found + end.length();
        }

        private void skipLiteral(String quote, boolean endsWithLine) {
            at += quote.length();
            while (at < text.length() && !text.startsWith(quote, at)) {
                if (endsWithLine && text.charAt(at) == '\n') {
                    return;
                }
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(text.length(), at + quote.length());
        }
    }
}
