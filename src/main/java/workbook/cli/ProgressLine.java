package workbook.cli;

import java.io.PrintStream;
import java.time.Duration;
import workbook.grade.Progress;

/// How far a batch is, on standard error: one line that is written again and again on a terminal, a
/// line for each tenth elsewhere. Not thread-safe.
final class ProgressLine {

    private static final int BAR = 30;
    private static final int TENTHS = 10;

    private final PrintStream stream = System.err;
    private final boolean terminal;
    private int tenths = -1;

    /// @param terminal whether a line can be written again
    ProgressLine(boolean terminal) {
        this.terminal = terminal;
    }

    void show(Progress progress) {
        if (terminal) {
            stream.print("\r" + bar(progress) + "  " + text(progress) + "\u001b[K");
            if (progress.done() == progress.total()) {
                stream.println();
            }
            stream.flush();
        } else {
            int now = progress.total() == 0 ? TENTHS : TENTHS * progress.done() / progress.total();
            if (now > tenths) {
                tenths = now;
                stream.println(text(progress));
            }
        }
    }

    private static String bar(Progress progress) {
        int filled = progress.total() == 0 ? BAR : BAR * progress.done() / progress.total();
        return "█".repeat(filled) + "░".repeat(BAR - filled);
    }

    private static String text(Progress progress) {
        String left =
                progress.done() == progress.total()
                        ? ""
                        : progress.left()
                                .map(time -> " · about %s left".formatted(words(time)))
                                .orElse("");
        return "%d of %d judged%s".formatted(progress.done(), progress.total(), left);
    }

    static String words(Duration time) {
        return time.toMinutes() > 0
                ? "%d min".formatted(time.plusSeconds(30).toMinutes())
                : "%d s".formatted(time.toSeconds() + 1);
    }
}
