package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./workbook help check`, the same as `./workbook check --help`.
@Command(
        name = "help",
        description = "Show the commands, or one command in full.",
        footer = {"", "Example: ./workbook help check"})
final class HelpCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "All commands if left out.")
    private String command;

    @Override
    public Integer call() {
        var workbook = spec.parent().commandLine();
        var asked = command == null ? workbook : workbook.getSubcommands().get(command);
        if (asked == null) {
            throw new UsageProblem(
                    "There is no command '%s'. ./workbook help lists them.".formatted(command));
        }
        asked.usage(System.out);
        return Workbook.OK;
    }
}
