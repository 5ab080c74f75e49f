package workbook.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.UnknownName;

/// What the cells of a lesson call.
///
/// ```
/// import static workbook.notebook.Notebook.check;
/// check("p02/FetchAll");
/// ```
public final class Notebook {

    private Notebook() {}

    /// Checks the learner's files, as they were last saved, and shows the verdict below the cell.
    /// It is the same check as `./workbook check`: in a JVM of its own, not in the kernel.
    ///
    /// @param name a lesson, `p02`, or one exercise, `p02/FetchAll`
    public static void check(String name) throws InterruptedException {
        try {
            var catalogue = catalogue();
            var verdicts = new Verdicts(catalogue);
            for (Exercise exercise : catalogue.exercises(name)) {
                verdicts.add(exercise, fromHere(catalogue, exercise.file()));
            }
            verdicts.show();
        } catch (UnknownName unknown) {
            Cell.show(unknown.getMessage());
        }
    }

    /// @return the path as a link in the notebook would have it, where both are in the same
    ///   checkout
    private static Path fromHere(Catalogue catalogue, Path file) {
        Path here = Path.of("").toAbsolutePath();
        return here.startsWith(catalogue.root()) ? here.relativize(file) : file;
    }

    /// The checkout that the notebook lies in; for a notebook elsewhere, the one that installed the
    /// kernel.
    ///
    /// @throws UnknownName if there is neither
    static Catalogue catalogue() {
        return new Catalogue(
                Stream.iterate(
                                Path.of("").toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .filter(Notebook::isCheckout)
                        .findFirst()
                        .orElseGet(() -> Path.of(System.getProperty("workbook.root", ""))));
    }

    private static boolean isCheckout(Path folder) {
        return Files.isDirectory(folder.resolve("scripts"))
                && Files.isDirectory(folder.resolve("stubs"));
    }
}
