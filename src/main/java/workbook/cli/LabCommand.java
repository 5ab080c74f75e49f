package workbook.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.JupyterLab;
import workbook.lab.LabFailure;
import workbook.lesson.Lesson;

/// `./workbook lab`.
@Command(
        name = "lab",
        description =
                "Open the lessons as notebooks in the browser. Sets up JupyterLab the first time.",
        footer = {
            "",
            "Examples:",
            "  ./workbook lab",
            "  ./workbook lab p02 --port 8888 --no-browser"
        })
final class LabCommand implements Callable<Integer> {

    @Option(names = "--port", description = "Where to listen; any free port if it is left out.")
    private Integer port;

    @Option(names = "--no-browser", description = "Print the address instead of opening it.")
    private boolean noBrowser;

    @Option(
            names = "--prepare",
            description = "Set everything up, and stop: for the image of a container.")
    private boolean prepare;

    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON",
            completionCandidates = LessonNames.class,
            description = "What to open; the first lesson if it is left out.")
    private String lesson;

    @Override
    public Integer call() throws InterruptedException {
        var output = new Output();
        var catalogue = Workbook.catalogue();
        Optional<Path> notebook =
                Optional.ofNullable(lesson).map(catalogue::lesson).map(Lesson::notebook);
        try {
            if (prepare) {
                JupyterLab.prepare(catalogue.root(), output::println);
                output.println("Ready: ./workbook lab");
                return Workbook.OK;
            }
            return JupyterLab.run(
                    catalogue.root(),
                    new JupyterLab.Options(Optional.ofNullable(port), !noBrowser, notebook),
                    output::println);
        } catch (LabFailure lacking) {
            throw new UsageProblem(lacking.getMessage());
        }
    }
}
