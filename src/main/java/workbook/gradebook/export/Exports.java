package workbook.gradebook.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.gradebook.LessonGroup;
import workbook.intake.Student;
import workbook.lesson.Catalogue;

/// Every format that another program reads, as one view.
public final class Exports implements View {

    private final List<View> views = new ArrayList<>();

    /// @param book where the code of the checks is found
    public Exports(Gradebook gradebook, Catalogue book, OutputFolder folder) throws IOException {
        var assignments = gradebook.assignments();
        try {
            for (Sheet sheet :
                    List.of(
                            new GradebookSheet(assignments),
                            new ChecksSheet(assignments),
                            new MasterySheet(LessonGroup.of(assignments)),
                            new MoodleSheet(assignments),
                            new CanvasSheet(assignments))) {
                views.add(new SheetView(folder, sheet));
            }
            views.add(new JUnitView(folder, assignments));
            for (JsonFormat format :
                    List.of(
                            new Gradescope(assignments),
                            new Classroom50(gradebook.header(), assignments),
                            new Exercism(book))) {
                views.add(new JsonView(folder, format));
            }
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void add(Student student, List<Grade> grades) throws IOException {
        for (View view : views) {
            view.add(student, grades);
        }
    }

    @Override
    public void finish() throws IOException {
        for (View view : views) {
            view.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (View view : views) {
            view.close();
        }
    }
}
