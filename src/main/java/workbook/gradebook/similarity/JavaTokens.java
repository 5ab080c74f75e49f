package workbook.gradebook.similarity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a Java source says, without how it was typed: no comments, no imports, every literal alike,
/// and every name that the author could choose replaced by one.
///
/// A name behind a dot and the name of a type are kept, unless the source itself declares the type:
/// whether an answer calls `submit` or `invokeAll` is what distinguishes it. Any text has tokens,
/// also one that is not Java.
final class JavaTokens {

    private static final Set<String> KEYWORDS =
            Set.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "false",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "null",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "record",
                    "return",
                    "sealed",
                    "short",
                    "static",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "true",
                    "try",
                    "var",
                    "void",
                    "volatile",
                    "while",
                    "yield");

    private static final Set<String> DECLARES = Set.of("class", "interface", "enum", "record");

    private final String source;
    private final List<String> words = new ArrayList<>();
    private int at;

    private JavaTokens(String source) {
        this.source = source;
    }

    /// @return the tokens in their order
    static List<String> of(String source) {
        var scanner = new JavaTokens(source);
        scanner.scan();
        return scanner.normalised();
    }

    private void scan() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (source.startsWith("//", at)) {
                skipTo("\n");
            } else if (source.startsWith("/*", at)) {
                at += 2;
                skipTo("*/");
            } else if (source.startsWith("\"\"\"", at)) {
                at += 3;
                skipTo("\"\"\"");
                words.add("\"");
            } else if (c == '"' || c == '\'') {
                skipLiteral(c);
                words.add("\"");
            } else if (Character.isJavaIdentifierStart(c)) {
                words.add(run());
            } else if (Character.isDigit(c)) {
                run();
                words.add("0");
            } else {
                words.add(String.valueOf(c));
                at++;
            }
        }
    }

    private void skipTo(String end) {
        int found = source.indexOf(end, at);
        at = found < 0 ? source.length() : found + end.length();
    }

    private void skipLiteral(char quote) {
        at++;
        while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, source.length());
    }

    private String run() {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        return source.substring(start, at);
    }

    private List<String> normalised() {
        var own = new HashSet<String>();
        for (int i = 1; i < words.size(); i++) {
            if (DECLARES.contains(words.get(i - 1))) {
                own.add(words.get(i));
            }
        }
        var tokens = new ArrayList<String>(words.size());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("import") || word.equals("package")) {
                while (i < words.size() && !words.get(i).equals(";")) {
                    i++;
                }
            } else {
                tokens.add(isChosen(word, i, own) ? "name" : word);
            }
        }
        return tokens;
    }

    private boolean isChosen(String word, int index, Set<String> own) {
        char first = word.charAt(0);
        if (!Character.isJavaIdentifierStart(first) || KEYWORDS.contains(word)) {
            return false;
        }
        String before = index == 0 ? "" : words.get(index - 1);
        boolean isMember = before.equals(".") || before.equals(":");
        return own.contains(word) || (!isMember && !Character.isUpperCase(first));
    }
}
