package workbook.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Writes elements one after the other, so that what comes out is always well-formed.
final class Xml {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// @param attributes names and values in turn
    Xml open(String element, Object... attributes) {
        tag(element, attributes).append('>');
        open.push(element);
        return this;
    }

    Xml close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    Xml empty(String element, Object... attributes) {
        tag(element, attributes).append("/>\n");
        return this;
    }

    Xml text(String element, String text, Object... attributes) {
        open(element, attributes);
        out.append(escape(text));
        return close();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private StringBuilder tag(String element, Object... attributes) {
        out.append('<').append(element);
        for (int at = 0; at < attributes.length; at += 2) {
            var value = attributes[at + 1];
            out.append(' ').append(attributes[at]).append("=\"");
            out.append(value instanceof Double number ? number(number) : escape(value.toString()));
            out.append('"');
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
