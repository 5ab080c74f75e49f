package workbook.lab;

import java.io.IOException;
import java.util.List;

/// The notebooks of a checkout, made from its scripts by jupytext, cell for cell.
///
/// @param python the environment that has jupytext
public record Notebooks(PythonEnvironment python) {

    /// Makes every notebook anew where it is not what its script says, and deletes the notebook of
    /// a lesson that is gone. What was run or written in such a notebook is lost.
    ///
    /// @return the slugs of the lessons whose notebook has changed
    /// @throws LabFailure if a script is no proper lesson
    public List<String> regenerate() throws InterruptedException {
        return run("write");
    }

    /// @return the slugs of the lessons whose notebook is missing, or is not what its script says;
    ///   outputs do not count
    /// @throws LabFailure if a script is no proper lesson
    public List<String> outOfDate() throws InterruptedException {
        return run("check");
    }

    private List<String> run(String action) throws InterruptedException {
        var root = python.root();
        var script = root.resolve("src").resolve("main").resolve("python").resolve("notebooks.py");
        try {
            var run =
                    Program.run(
                            List.of(
                                    python.python().toString(),
                                    script.toString(),
                                    action,
                                    root.toString()),
                            line -> {});
            if (!run.succeeded()) {
                throw new LabFailure("The notebooks could not be made:\n    " + run.tail());
            }
            return run.lines();
        } catch (IOException missing) {
            throw new LabFailure(
                    "The environment .venv does not run: %s. Delete it, then do the same again."
                            .formatted(missing.getMessage()),
                    missing);
        }
    }
}
