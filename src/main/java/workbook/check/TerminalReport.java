package workbook.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A report as text for a terminal: legible without colour, wrapped to its width.
public final class TerminalReport {

    private static final int LABEL = 10;

    private final Ink ink;
    private final int width;
    private final boolean everySchedule;

    /// @param width the columns of the terminal; text is wrapped to fewer where there is room
    public TerminalReport(Ink ink, int width) {
        this(ink, width, false);
    }

    private TerminalReport(Ink ink, int width, boolean everySchedule) {
        this.ink = ink;
        this.width = Math.clamp(width, 40, 110);
        this.everySchedule = everySchedule;
    }

    /// @return a report that shows a schedule also where its order explains little
    public TerminalReport withEverySchedule() {
        return new TerminalReport(ink, width, true);
    }

    /// @return the report, ending with a newline
    public String of(CheckReport report) {
        var text = new StringBuilder();
        text.append('\n')
                .append(ink.bold(report.shortId()))
                .append(" · ")
                .append(report.title())
                .append('\n')
                .append(ink.dim(report.file()))
                .append("\n\n");
        report.problems().forEach(problem -> add(text, problem));
        if (report.problems().isEmpty()) {
            report.stages()
                    .forEach((stage, results) -> {
                        if (!stage.isEmpty()) {
                            text.append(heading(stage, results));
                        }
                        results.forEach(result -> add(text, report, result));
                    });
        }
        return text.append('\n').append(summary(report)).append('\n').toString();
    }

    private String summary(CheckReport report) {
        String seconds =
                ink.dim(
                        "  %.2f s"
                                .formatted(report.duration().toMillis() / 1000.0)
                                .formatted(Locale.ROOT));
        if (!report.problems().isEmpty()) {
            return ink.red("It cannot run yet.")
                    + " The checks start once this is mended."
                    + seconds;
        }
        int all = report.results().size();
        return report.passed()
                ? ink.green("Solved: all %d requirements hold.".formatted(all)) + seconds
                : ink.red(report.total()) + seconds;
    }

    private String heading(String stage, List<CheckResult> results) {
        return "%n  %s  %s%n"
                .formatted(
                        ink.bold(stage),
                        ink.dim(
                                "%d of %d points"
                                        .formatted(
                                                CheckReport.earned(results),
                                                CheckReport.possible(results))));
    }

    private void add(StringBuilder text, SourceProblem problem) {
        text.append("  ")
                .append(ink.red("✗ "))
                .append(place(problem))
                .append(problem.message())
                .append('\n');
        if (!problem.code().isBlank()) {
            String code = problem.code().replace("\t", " ");
            int indent = code.length() - code.stripLeading().length();
            text.append("\n      ").append(code.strip()).append('\n');
            if (problem.column() > indent) {
                text.append("      ")
                        .append(" ".repeat((int) problem.column() - 1 - indent))
                        .append(ink.red("^"));
            }
            text.append("\n");
        }
        if (!problem.help().isEmpty()) {
            part(text, "try", problem.help());
        }
    }

    private static String place(SourceProblem problem) {
        return problem.line() == 0 ? "" : "line " + problem.line() + ": ";
    }

    private void add(StringBuilder text, CheckReport report, CheckResult result) {
        String mark =
                switch (result.outcome()) {
                    case PASSED -> ink.green("✓ ");
                    case FAILED, TIMED_OUT -> ink.red("✗ ");
                    case NOT_REACHED -> ink.dim("○ ");
                };
        text.append("  ").append(mark).append(result.requirement());
        if (result.outcome() == Outcome.NOT_REACHED) {
            text.append(ink.dim("  (not judged yet)")).append('\n');
            return;
        }
        if (result.outcome() == Outcome.PASSED) {
            strength(text, result);
        }
        text.append('\n');
        result.explanation()
                .ifPresent(explanation -> {
                    if (!explanation.expected().equals(result.requirement())) {
                        part(text, "expected", explanation.expected());
                    }
                    part(text, "observed", explanation.observed());
                    part(text, "why", explanation.why());
                    part(text, "try", explanation.attempt());
                    if (!result.output().isBlank()) {
                        part(text, "printed", firstLines(result.output()));
                    }
                });
        result.schedule().ifPresent(schedule -> add(text, report, schedule));
    }

    /// Says beside the requirement what its pass is worth, or below where there is no room.
    private void strength(StringBuilder text, CheckResult result) {
        int needed = 4 + result.requirement().length() + 2 + result.strength().length();
        text.append(needed <= width ? "  " : "\n    ").append(ink.dim(result.strength()));
    }

    private void add(StringBuilder text, CheckReport report, BreakingSchedule schedule) {
        if (!schedule.isAnyOrder() || everySchedule) {
            text.append('\n');
            schedule.table().lines().forEach(row -> text.append("      ").append(row).append('\n'));
            text.append('\n');
        }
        if (everySchedule) {
            ScheduleDrawing.of(schedule)
                    .ifPresent(drawing -> text.append(drawing.text(width)).append("\n\n"));
        }
        part(text, schedule.isAnyOrder() ? "steps" : "again", report.replayCommand(schedule));
    }

    private static String firstLines(String output) {
        List<String> lines = output.lines().limit(5).toList();
        return String.join(" ⏎ ", lines);
    }

    private void part(StringBuilder text, String label, String value) {
        if (value.isBlank()) {
            return;
        }
        text.append("      ").append(ink.dim(label)).append(" ".repeat(LABEL - label.length()));
        text.append(
                value.strip()
                        .lines()
                        .map(this::wrapped)
                        .collect(Collectors.joining("\n" + " ".repeat(6 + LABEL))));
        text.append('\n');
    }

    private String wrapped(String line) {
        var text = new StringBuilder();
        int column = 6 + LABEL;
        for (String word : line.strip().split("\\s+")) {
            if (column + word.length() > width && column > 6 + LABEL) {
                text.append('\n').append(" ".repeat(6 + LABEL));
                column = 6 + LABEL;
            }
            text.append(column > 6 + LABEL ? " " : "").append(word);
            column += word.length() + 1;
        }
        return text.toString();
    }
}
