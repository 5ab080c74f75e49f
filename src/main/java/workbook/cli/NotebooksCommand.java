package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.lab.LabFailure;
import workbook.lab.Notebooks;
import workbook.lab.PythonEnvironment;

/// `./workbook notebooks`.
@Command(
        name = "notebooks",
        description = "Make the notebooks from the scripts: for authors.",
        footer = {"", "Example: ./workbook notebooks --check"})
final class NotebooksCommand implements Callable<Integer> {

    @Option(names = "--check", description = "Write nothing; exit with 1 if one is out of date.")
    private boolean check;

    @Override
    public Integer call() throws InterruptedException {
        var output = new Output();
        try {
            var python = new PythonEnvironment(Workbook.catalogue().root());
            python.ensure(output::println);
            var notebooks = new Notebooks(python);
            var changed = check ? notebooks.outOfDate() : notebooks.regenerate();
            changed.forEach(slug -> output.println((check ? "out of date: " : "made ") + slug));
            if (changed.isEmpty()) {
                output.println("Every notebook is up to date with its script.");
            }
            return check && !changed.isEmpty() ? Workbook.CHECKS_FAILED : Workbook.OK;
        } catch (LabFailure lacking) {
            throw new UsageProblem(lacking.getMessage());
        }
    }
}
