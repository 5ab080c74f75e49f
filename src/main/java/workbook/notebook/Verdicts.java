package workbook.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import workbook.check.CheckClass;
import workbook.check.HtmlReport;
import workbook.check.Ink;
import workbook.check.TerminalReport;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.progress.Progress;
import workbook.worker.Checker;

/// What one call of `check` finds, and shows when it is complete.
final class Verdicts {

    /// The columns of a report where only text can be shown.
    private static final int TEXT_WIDTH = 100;

    private final Progress progress;
    private final HtmlReport html;
    private final StringBuilder text = new StringBuilder();

    /// @param wayToRoot the path from the notebook to the checkout, for links
    Verdicts(Catalogue catalogue, Optional<String> wayToRoot) {
        progress = new Progress(catalogue);
        html = new HtmlReport(wayToRoot);
    }

    void add(Exercise exercise) throws InterruptedException {
        if (isUntouched(exercise)) {
            addNotStarted(exercise);
            return;
        }
        try (var checker = new Checker()) {
            var report = checker.check(exercise, exercise.file());
            html.add(report);
            text.append(new TerminalReport(new Ink(false), TEXT_WIDTH).of(report));
            progress.attempted(exercise, report.passed(), Instant.now());
        } catch (IOException unwritable) {
            Cell.show(
                    "Your progress is not kept: %s cannot be written."
                            .formatted(unwritable.getMessage()));
        }
    }

    void show() {
        Cell.show(html.toString(), text.toString());
    }

    /// Whoever runs a new lesson from top to bottom has failed nothing yet.
    private void addNotStarted(Exercise exercise) {
        try {
            var check =
                    CheckClass.parse(exercise.name() + "Test", Files.readString(exercise.check()));
            html.addNotStarted(exercise, check.requirements());
            text.append(
                    "%n%s · %s%n  ○ not started: edit %s%n"
                            .formatted(
                                    exercise.shortId(),
                                    exercise.title(),
                                    exercise.root().relativize(exercise.file())));
        } catch (IOException missing) {
            throw new UncheckedIOException("a part of the book is missing", missing);
        }
    }

    private static boolean isUntouched(Exercise exercise) {
        try {
            return Files.mismatch(exercise.file(), exercise.stub()) == -1;
        } catch (IOException missing) {
            return false;
        }
    }
}
