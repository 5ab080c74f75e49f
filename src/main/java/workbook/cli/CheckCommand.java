package workbook.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
            "  ./workbook check My.java     a file, matched by its class name"
        })
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the reports as JSON.")
    private boolean json;

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
