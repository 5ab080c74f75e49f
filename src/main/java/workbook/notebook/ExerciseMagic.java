package workbook.notebook;

import java.io.IOException;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import workbook.lesson.Exercise;
import workbook.lesson.UnknownName;
import workbook.progress.Backup;

/// The cell magic `%%exercise p02/FetchAll`: saves the cell as the exercise's file, for those who
/// like to stay in the notebook. `check` judges the file afterwards, as always.
///
/// Public only because JJava finds it by the service file of [Extension]. The original IJava has no
/// such service; there, edit the file itself.
public final class ExerciseMagic implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        kernel.getMagicsRegistry()
                .registerCellMagic("exercise", (self, arguments, body) -> save(arguments, body));
    }

    /// @return null: the cell has no value to show
    private static Object save(List<String> arguments, String body) throws IOException {
        try {
            var exercise = theOne(arguments);
            var root = exercise.root();
            var backup = Backup.replace(exercise, exercise.asFile(body));
            Cell.show("Saved as " + root.relativize(exercise.file()));
            backup.ifPresent(
                    file -> Cell.show("What was there before is in " + root.relativize(file)));
            Cell.show("Now: check(\"%s\")".formatted(exercise.shortId()));
        } catch (UnknownName unknown) {
            Cell.show(unknown.getMessage());
        }
        return null;
    }

    private static Exercise theOne(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new UnknownName(
                    "Nothing is saved: name one exercise, as in %%exercise p02/FetchAll");
        }
        var named = Notebook.catalogue().exercises(arguments.getFirst());
        if (named.size() != 1) {
            throw new UnknownName(
                    "Nothing is saved: '%s' means %s. Name one of them."
                            .formatted(
                                    arguments.getFirst(),
                                    String.join(
                                            ", ", named.stream().map(Exercise::shortId).toList())));
        }
        return named.getFirst();
    }
}
