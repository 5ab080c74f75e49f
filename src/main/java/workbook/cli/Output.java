package workbook.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workbook.check.CheckReport;
import workbook.check.Ink;
import workbook.check.TerminalReport;

/// Where commands print: a terminal of some width, or a file.
///
/// Colour is used only on a terminal, and not where `NO_COLOR` is set (no-color.org), as picocli
/// decides it.
final class Output {

    private static final int USUAL_WIDTH = 80;

    private final PrintStream stream = System.out;
    private final Ink ink = new Ink(Ansi.AUTO.enabled());

    Ink ink() {
        return ink;
    }

    void print(String text) {
        stream.print(text);
        stream.flush();
    }

    void println(String line) {
        stream.println(line);
    }

    void report(CheckReport report) {
        print(new TerminalReport(ink, width()).of(report));
    }

    /// Prints a report with the order of events also where it explains little.
    void reportWithSchedules(CheckReport report) {
        print(new TerminalReport(ink, width()).withEverySchedule().of(report));
    }

    /// Prints any record, or list of records, for a machine.
    void json(Object value) {
        println(
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(value));
    }

    /// @return whether somebody looks at a terminal
    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// @return the columns of the terminal, as the launcher found them
    static int width() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException unknown) {
            return USUAL_WIDTH;
        }
    }
}
