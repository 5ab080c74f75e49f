package workbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import workbook.intake.IntakeProblem;
import workbook.lesson.Catalogue;
import workbook.lesson.NameLookup;
import workbook.lesson.UnknownName;
import workbook.progress.Progress;

/// `./workbook`: shows where you are and what is next.
@Command(
        name = "workbook",
        header = "Asynchronous and concurrent programming in Java 25, pattern by pattern.",
        description = {
            "",
            "Three ways through the book, each an ordered reading list (./workbook track NAME):",
            "  building-high-performance-web-apis",
            "  concurrent-data-processing",
            "  real-time-system-development",
            "docs/GLOSSARY.md leads from asyncio's words to Java's; docs/BEST_PRACTICES.md",
            "is the book on one page.",
            "",
            "A lesson is named by any beginning of its name: p02."
        },
        commandListHeading = "%nCommands:%n",
        footer = {"", "Exit codes: 0 fine, 1 checks failed, 2 wrong usage, 3 our fault."},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LabCommand.class,
            LabServicesCommand.class,
            RunCommand.class,
            TimelineCommand.class,
            JshellCommand.class,
            CheckCommand.class,
            WatchCommand.class,
            HintCommand.class,
            SolutionCommand.class,
            ResetCommand.class,
            ListCommand.class,
            TrackCommand.class,
            NotebooksCommand.class,
            NewCommand.class,
            DoctorCommand.class,
            TestCommand.class,
            GradeCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Workbook implements Callable<Integer> {

    static final int OK = 0;
    static final int CHECKS_FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int OUR_FAULT = 3;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it, by the annotation
    private boolean help;

    private final Output output = new Output();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Workbook())
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(explain(failure));
                    return exitCode(failure);
                })
                .setParameterExceptionHandler((wrong, arguments) -> {
                    var command = wrong.getCommandLine();
                    command.getErr().println(wrong.getMessage());
                    if (wrong instanceof UnmatchedArgumentException unmatched) {
                        suggest(unmatched);
                    }
                    command.getErr()
                            .println(
                                    "See ./%s --help."
                                            .formatted(command.getCommandSpec().qualifiedName()));
                    return WRONG_USAGE;
                });
    }

    /// Names the commands that come nearest to what was typed.
    private static void suggest(UnmatchedArgumentException unmatched) {
        var command = unmatched.getCommandLine();
        var names = List.copyOf(command.getSubcommands().keySet());
        if (!names.isEmpty()) {
            var lookup = NameLookup.of("command", names, name -> name);
            var nearest = lookup.nearest(unmatched.getUnmatched().getFirst());
            command.getErr().println("Did you mean " + String.join(", ", nearest) + "?");
        }
    }

    private static int exitCode(Exception failure) {
        return failure instanceof UnknownName
                        || failure instanceof UsageProblem
                        || failure instanceof IntakeProblem
                ? WRONG_USAGE
                : OUR_FAULT;
    }

    private static String explain(Exception failure) {
        var cause =
                failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        return switch (cause) {
            case UnknownName unknown -> unknown.getMessage();
            case UsageProblem problem -> problem.getMessage();
            case IntakeProblem problem -> problem.getMessage();
            case AccessDeniedException denied ->
                    "No permission to write or read %s. Make it yours, or work in a copy of the folder."
                            .formatted(denied.getFile());
            case ReadOnlyFileSystemException readOnly ->
                    "The folder is read-only. Work in a copy of it.";
            case FileSystemException broken ->
                    "%s: %s".formatted(broken.getFile(), broken.getReason());
            case IOException broken ->
                    "Reading or writing failed: %s. Mend that, then give the same command again."
                            .formatted(broken.getMessage());
            default ->
                    "The workbook itself failed: "
                            + cause
                            + "\nThat is our fault, not yours. ./workbook doctor may tell more.";
        };
    }

    @Override
    public Integer call() {
        var catalogue = catalogue();
        output.print(new Overview(output.ink(), catalogue, new Progress(catalogue)).text());
        return OK;
    }

    /// @return the checkout that the launcher was started from
    static Catalogue catalogue() {
        return new Catalogue(Path.of(System.getProperty("workbook.root", ".")));
    }
}
