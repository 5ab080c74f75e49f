package workbook.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `./workbook test`. Only its help lives here: the launcher runs Maven itself, since a build must
/// not replace the classes of the JVM that started it.
@Command(
        name = "test",
        description = "Run the tests of the book itself: for authors.",
        footer = {"", "Examples:", "  ./workbook test", "  ./workbook test -Dtest=AuthorsGateTest"})
final class TestCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "MAVEN OPTION", description = "Passed on to Maven.")
    private List<String> options = List.of();

    @Override
    public Integer call() {
        throw new UsageProblem(
                "Start the tests by the launcher: ./workbook test " + String.join(" ", options));
    }
}
