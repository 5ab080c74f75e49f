package workbook.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Writes elements one after the other, so that what comes out is always well-formed.
final class Xml {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// @param names of the attributes, with spaces between
    /// @param values in the same order
    Xml open(String element, String names, Object... values) {
        tag(element, names, values).append('>');
        open.push(element);
        return this;
    }

    Xml open(String element) {
        return open(element, "");
    }

    Xml close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    Xml empty(String element, String names, Object... values) {
        tag(element, names, values).append("/>\n");
        return this;
    }

    /// An element with nothing but text in it.
    Xml text(String element, String text, String names, Object... values) {
        open(element, names, values);
        out.append(escape(text));
        return close();
    }

    Xml text(String element, String text) {
        return text(element, text, "");
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private StringBuilder tag(String element, String names, Object... values) {
        out.append('<').append(element);
        var name = List.of(names.split(" ", -1)).iterator();
        for (var value : values) {
            var text = value instanceof Double number ? number(number) : escape(value.toString());
            out.append(' ').append(name.next()).append("=\"").append(text).append('"');
        }
        return out;
    }

    /// A tenth of a pixel is fine enough.
    static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /// What XML cannot hold at all, such as a control character in a message, becomes `�`.
    private static String escape(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '"' -> escaped.append("&quot;");
                        default -> escaped.appendCodePoint(isXml(point) ? point : 0xFFFD);
                    }
                });
        return escaped.toString();
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
