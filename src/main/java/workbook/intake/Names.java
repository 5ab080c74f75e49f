package workbook.intake;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of people and files, which may hold anything.
final class Names {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}\\p{M}._@+-]+");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    private static final int MAX_ID = 80;

    private Names() {}

    /// @return the text with line ends, direction marks and the like written as `<U+202E>`
    static String visible(String text) {
        var visible = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    switch (Character.getType(point)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.UNASSIGNED ->
                                visible.append("<U+%04X>".formatted(point));
                        default -> visible.appendCodePoint(point);
                    }
                });
        return visible.toString();
    }

    /// @return the name without case and outer blanks: equal for the same id, written twice
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    }

    /// @return the name also without accents and with single blanks: equal for what looks alike
    static String alike(String name) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return plain.replace("ß", "ss")
                .replaceAll("\\p{Cf}", "")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// @return the letters and digits alone, as Canvas writes a name into a file's
    static String letters(String name) {
        return NO_WORD.matcher(alike(name)).replaceAll("").replace("_", "");
    }

    /// @return an id that is safe as the name of a folder on every system; never empty
    static String safe(String id) {
        String safe =
                UNSAFE.matcher(Normalizer.normalize(id, Normalizer.Form.NFC).strip())
                        .replaceAll("_");
        safe = safe.replaceAll("^[.]+", "_").replaceAll("[.]+$", "");
        if (safe.length() > MAX_ID) {
            int end = Character.isHighSurrogate(safe.charAt(MAX_ID - 1)) ? MAX_ID - 1 : MAX_ID;
            safe = safe.substring(0, end) + "_" + Integer.toHexString(id.hashCode());
        }
        if (safe.isEmpty() || RESERVED.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        return safe;
    }

    /// @return the part before the last dot
    static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    /// @return what follows the last dot, in small letters; empty without one
    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }
}
