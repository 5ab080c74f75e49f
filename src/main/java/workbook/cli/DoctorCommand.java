package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.doctor.Doctor;
import workbook.doctor.Finding;

/// `./workbook doctor`.
@Command(
        name = "doctor",
        description = "Say what this machine lacks for the workbook, and how to mend it.",
        footer = {"", "Example: ./workbook doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var output = new Output();
        var findings = new Doctor(Workbook.catalogue().root()).examine();
        if (json) {
            output.json(findings);
        } else {
            output.println("");
            findings.forEach(finding -> print(output, finding));
            output.println("");
        }
        boolean missing = findings.stream().anyMatch(each -> each.state() == Finding.State.MISSING);
        return missing ? Workbook.CHECKS_FAILED : Workbook.OK;
    }

    private static void print(Output output, Finding finding) {
        var ink = output.ink();
        String mark =
                switch (finding.state()) {
                    case FINE -> ink.green("✓");
                    case MISSING_OPTIONAL -> ink.yellow("–");
                    case MISSING -> ink.red("✗");
                };
        output.println("  %s %-12s %s".formatted(mark, finding.what(), finding.found()));
        if (!finding.remedy().isEmpty()) {
            output.println("      %s%s".formatted(" ".repeat(9), ink.dim(finding.remedy())));
        }
    }
}
