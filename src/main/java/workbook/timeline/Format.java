package workbook.timeline;

import java.time.Duration;
import java.util.Locale;

/// Times and counts as a reader says them, the same in every locale.
final class Format {
    private Format() {}

    /// Three digits at most: `0`, `340 µs`, `1.5 ms`, `501 ms`, `2.25 s`, `3 min 5 s`.
    static String time(Duration time) {
        var nanos = time.toNanos();
        if (nanos == 0) {
            return "0";
        }
        if (nanos < 1_000_000) {
            return nanos / 1_000 + " µs";
        }
        if (nanos < 999_500_000) {
            return digits(nanos / 1e6) + " ms";
        }
        if (nanos < 59_950_000_000L) {
            return digits(nanos / 1e9) + " s";
        }
        var seconds = Math.round(nanos / 1e9);
        return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String digits(double value) {
        var text =
                String.format(
                        Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
