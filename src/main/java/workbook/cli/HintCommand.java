package workbook.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.lesson.Exercise;
import workbook.worker.Checker;

/// `./workbook hint p02/FetchAll`.
@Command(
        name = "hint",
        description = "Show one more hint for the first requirement that does not hold yet.",
        footer = {"", "Example: ./workbook hint p02/FetchAll"})
final class HintCommand implements Callable<Integer> {

    @Option(names = "--all", description = "Show every hint for that requirement at once.")
    private boolean all;

    @Parameters(
            arity = "0..1",
            paramLabel = "EXERCISE",
            completionCandidates = LessonNames.class,
            description = "The next unsolved exercise if it is left out.")
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        var output = new Output();
        var catalogue = Workbook.catalogue();
        var records = new ProgressRecord(catalogue);
        var exercise = Chosen.exercise(catalogue, records.progress(), name);
        try (var checker = new Checker()) {
            var report = checker.check(exercise, exercise.file());
            if (!report.problems().isEmpty()) {
                output.report(report);
                return Workbook.CHECKS_FAILED;
            }
            report.results().stream()
                    .filter(result -> result.outcome() != Outcome.PASSED)
                    .findFirst()
                    .ifPresentOrElse(
                            result -> show(output, exercise, result, records),
                            () ->
                                    output.println(
                                            exercise.shortId() + " is solved: it needs no hint."));
        }
        return Workbook.OK;
    }

    private void show(
            Output output, Exercise exercise, CheckResult result, ProgressRecord records) {
        List<String> hints = result.hints();
        int seen = records.progress().hintsSeen(exercise);
        int shown = all ? hints.size() : Math.min(hints.size(), seen + 1);
        output.println("\n" + output.ink().bold(result.requirement()));
        for (int i = 0; i < shown; i++) {
            output.println("  %d. %s".formatted(i + 1, hints.get(i)));
        }
        output.println(
                shown < hints.size()
                        ? output.ink().dim("  %d more: ask again.".formatted(hints.size() - shown))
                        : output.ink()
                                .dim(
                                        "  That was the last hint. ./workbook solution %s --give-up shows an answer."
                                                .formatted(exercise.shortId())));
        records.hinted(exercise);
    }
}
