package workbook.cli;

import java.io.IOException;
import java.time.Instant;
import workbook.check.CheckReport;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.progress.Progress;

/// Writes progress where that is possible, and says so once where it is not: a read-only folder
/// keeps nobody from a verdict.
final class ProgressRecord {

    private final Progress progress;
    private boolean complained;

    ProgressRecord(Catalogue catalogue) {
        progress = new Progress(catalogue);
    }

    Progress progress() {
        return progress;
    }

    /// Counts an attempt on the learner's own file; a check of any other file is not progress.
    void attempted(Exercise exercise, CheckReport report) {
        if (exercise.root().resolve(report.file()).equals(exercise.file())) {
            write(() -> progress.attempted(exercise, report.passed(), Instant.now()));
        }
    }

    void hinted(Exercise exercise) {
        write(() -> progress.hinted(exercise));
    }

    private void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException unwritable) {
            if (!complained) {
                System.err.println(
                        "Your progress is not kept: %s cannot be written."
                                .formatted(unwritable.getMessage()));
                complained = true;
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
