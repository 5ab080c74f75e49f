package workbook.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.grade.Merge;

/// `./workbook grade merge part-1/ part-2/ --out report/`.
@Command(
        name = "merge",
        description = "Join the parts of a class that were graded by --shard.",
        footer = {"", "Example: ./workbook grade merge part-*/ --out report/"})
final class MergeCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PART", description = "The folders of all parts.")
    private List<Path> parts;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the whole gradebook is to be.")
    private Path out;

    @Override
    public Integer call() {
        try {
            return new GradeSummary(new Output(), out).show(Merge.merge(parts, out));
        } catch (Merge.Mismatch mismatch) {
            throw new UsageProblem(mismatch.getMessage());
        }
    }
}
