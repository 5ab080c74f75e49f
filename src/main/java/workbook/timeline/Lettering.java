package workbook.timeline;

/// How wide a text is, before any font is known: an upper bound, taken from a wide sans-serif.
final class Lettering {
    private Lettering() {}

    static double width(String text, double size) {
        return text.codePoints().mapToDouble(Lettering::ems).sum() * size;
    }

    /// The text, or as much of both its ends as fits.
    static String fit(String text, double size, double width) {
        var fitted = text;
        for (int most = text.length() - 1; most > 1 && width(fitted, size) > width; most--) {
            fitted = Summary.shorten(text, most);
        }
        return fitted;
    }

    private static double ems(int point) {
        if (point >= 0x1100) {
            return 1.05;
        }
        if ("iIjlt.,:;'|! ()[]".indexOf(point) >= 0) {
            return 0.42;
        }
        if ("mwMW@%—…".indexOf(point) >= 0) {
            return 1.0;
        }
        return Character.isUpperCase(point) || point == '#' ? 0.78 : 0.64;
    }
}
