package workbook.gradebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import workbook.gradebook.export.Exports;
import workbook.gradebook.export.OutputFolder;
import workbook.gradebook.export.View;
import workbook.gradebook.report.ClassReport;
import workbook.intake.Student;
import workbook.lesson.Catalogue;

/// Everything that is made from a gradebook: tables, imports for other systems, pages.
///
/// The same gradebook gives the same bytes, on every machine. Each file appears whole or not at
/// all.
public final class Views {

    private Views() {}

    /// Writes all views, student by student. What an earlier run left of students who are gone
    /// stays.
    ///
    /// @param book the known mistakes, the checks and the stubs, for what the grades are about
    /// @param folder made where it is missing
    /// @throws IOException if a file cannot be written
    public static void write(Gradebook gradebook, Catalogue book, Path folder) throws IOException {
        var output = new OutputFolder(folder);
        try (var exports = new Exports(gradebook, book, output);
                var report = new ClassReport(gradebook, book, output)) {
            var views = List.<View>of(exports, report);
            for (Student student : gradebook.students()) {
                var grades = gradebook.grades(student);
                for (View view : views) {
                    view.add(student, grades);
                }
            }
            for (View view : views) {
                view.finish();
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
