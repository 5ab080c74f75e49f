package workbook.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
            var verdicts = new Verdicts(catalogue, wayTo(catalogue.root()));
            for (Exercise exercise : catalogue.exercises(name)) {
                verdicts.add(exercise);
            }
            verdicts.show();
        } catch (UnknownName unknown) {
            Cell.show(unknown.getMessage());
        }
    }

    /// @return the path from the notebook to the checkout; empty if it lies elsewhere, where no
    ///   link could lead out of what JupyterLab serves
    private static Optional<String> wayTo(Path root) {
        Path here = Path.of("").toAbsolutePath();
        return Optional.of(here)
                .filter(folder -> folder.startsWith(root) && !folder.equals(root))
                .map(folder -> folder.relativize(root).toString().replace('\\', '/'));
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
