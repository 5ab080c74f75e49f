package workbook.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.check.CheckReport;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.progress.Progress;
import workbook.worker.Checker;

/// `./workbook check p02`.
@Command(
        name = "check",
        description = "Check your answers: what holds, what does not, and why.",
        footer = {
            "",
            "Examples:",
            "  ./workbook check             the next exercise that is not solved",
            "  ./workbook check p02         every exercise of a lesson",
            "  ./workbook check p02/Fetch   one exercise",
            "  ./workbook check My.java     a file, matched by its class name",
            "  ./workbook check p02/Fetch --replay noneIsLost@1f.1",
            "                               one check, in the order of events that broke it"
        })
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the reports as JSON.")
    private boolean json;

    @Option(
            names = "--replay",
            paramLabel = "CHECK@ID",
            description = "Run one check under one schedule again, as a report names it.")
    private String replay;

    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON|EXERCISE|FILE",
            completionCandidates = LessonNames.class,
            description = "What to check; the next unsolved exercise if it is left out.")
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        var output = new Output();
        var catalogue = Workbook.catalogue();
        var records = new ProgressRecord(catalogue);
        var exercises = exercises(catalogue, records.progress());
        if (replay != null) {
            return replay(exercises, output);
        }
        var reports = new ArrayList<CheckReport>();
        try (var checker = new Checker()) {
            for (Exercise exercise : exercises) {
                if (exercises.size() > 1 && !json && Untouched.is(exercise)) {
                    output.print(Untouched.text(exercise, output.ink()));
                } else {
                    var report = checker.check(exercise, file(exercise));
                    reports.add(report);
                    records.attempted(exercise, report);
                    if (!json) {
                        output.report(report);
                    }
                }
            }
        }
        if (json) {
            output.json(reports);
        } else {
            output.println(output.ink().dim(whatNext(reports, records.progress())) + "\n");
        }
        boolean all =
                reports.size() == exercises.size()
                        && reports.stream().allMatch(CheckReport::passed);
        return all ? Workbook.OK : Workbook.CHECKS_FAILED;
    }

    /// Shows one schedule. It says nothing about the others, so it is not recorded.
    private int replay(List<Exercise> exercises, Output output) throws InterruptedException {
        var id = Pattern.compile("(\\w+)@([0-9a-z]+(?:[.-][0-9a-z]+)*)").matcher(replay);
        if (!id.matches()) {
            throw new UsageProblem(
                    "%s is no schedule. Expected is what a report shows, like noneIsLost@1f.1."
                            .formatted(replay));
        }
        try (var checker = new Checker()) {
            for (Exercise exercise : exercises) {
                var report = checker.replay(exercise, file(exercise), id.group(1), id.group(2));
                if (report.isPresent()) {
                    return replayed(report.get(), output);
                }
            }
        }
        throw new UsageProblem(
                "%s has no check %s. Name the exercise that the report was about: ./workbook check p02/FetchAll --replay %s"
                        .formatted(
                                exercises.size() == 1
                                        ? exercises.getFirst().shortId()
                                        : exercises.getFirst().lesson(),
                                id.group(1),
                                replay));
    }

    private int replayed(CheckReport report, Output output) {
        if (json) {
            output.json(List.of(report));
        } else {
            output.reportWithSchedules(report);
        }
        return report.passed() ? Workbook.OK : Workbook.CHECKS_FAILED;
    }

    private List<Exercise> exercises(Catalogue catalogue, Progress progress) {
        if (name != null) {
            return catalogue.exercises(name);
        }
        return List.of(
                progress.next(catalogue)
                        .orElseThrow(() ->
                                new UsageProblem(
                                        "Every exercise is solved. Name one to check it again.")));
    }

    private Path file(Exercise exercise) {
        return name != null && name.endsWith(".java") ? Path.of(name) : exercise.file();
    }

    private static String whatNext(List<CheckReport> reports, Progress progress) {
        var failed = reports.stream().filter(report -> !report.passed()).findFirst();
        if (failed.isPresent()) {
            return "Stuck? ./workbook hint " + failed.get().shortId();
        }
        String compare =
                reports.isEmpty()
                        ? ""
                        : "Compare: ./workbook solution " + reports.getLast().shortId() + "   ";
        return compare
                + progress.next(Workbook.catalogue())
                        .map(next -> "Next: " + next.shortId() + ", " + next.title())
                        .orElse("That was the last one: every exercise is solved.");
    }
}
