package workbook.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.grade.Attempts;
import workbook.grade.Batch;
import workbook.grade.Capacity;
import workbook.grade.Grader;
import workbook.grade.Shard;
import workbook.gradebook.Gradebook;
import workbook.intake.HandedIn;
import workbook.intake.Intake;
import workbook.intake.Submission;
import workbook.intake.Weights;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.policy.Policy;
import workbook.sandbox.Isolation;
import workbook.sandbox.Sandbox;
import workbook.sandbox.SandboxSearch;
import workbook.worker.Checker;
import workbook.worker.SandboxRehearsal;

/// `./workbook grade submissions/ --out report/`.
@Command(
        name = "grade",
        description = "Grade a class: what was handed in, as it was exported, into a gradebook.",
        subcommands = MergeCommand.class,
        footer = {
            "",
            "HANDED-IN is a folder for each student, or a zip or folder as Moodle, Canvas, Gradescope",
            "or GitHub Classroom export it. It is only read. The same command goes on where an",
            "interrupted one was, and judges only what has changed. docs/GRADING.md is the guide.",
            "",
            "Examples:",
            "  ./workbook grade submissions/ --out report/",
            "  ./workbook grade moodle.zip --out report/ --exercises p02,p09/AtMost",
            "  ./workbook grade submissions/ --out report/ --roster class.csv --deadlines due.csv",
            "  ./workbook grade submissions/ --out part-3/ --shard 3/20",
            "  ./workbook grade merge part-*/ --out report/",
            "",
            "Exit codes: 0 graded, whatever the marks; 2 wrong usage; 3 something was not graded by our",
            "fault: the same command tries that again."
        })
final class GradeCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "HANDED-IN", description = "What the class handed in.")
    private Path handedIn;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the gradebook is, or is to be.")
    private Path out;

    @Option(
            names = "--exercises",
            split = ",",
            paramLabel = "LESSON|EXERCISE",
            description = "What the class was to do; else all that somebody handed in.")
    private List<String> names = List.of();

    @Option(
            names = "--roster",
            paramLabel = "CSV",
            description = "Who belongs to the class: id,name,email,group.")
    private Path roster;

    @Option(
            names = "--deadlines",
            paramLabel = "CSV",
            description = "What is due when: exercise,deadline,student.")
    private Path deadlines;

    @Option(
            names = "--weights",
            paramLabel = "CSV",
            description = "How much an exercise counts: exercise,weight. Else each 1.")
    private Path weights;

    @Option(names = "--groups", description = "The folders are groups, not students.")
    private boolean groups;

    @Option(
            names = "--attempts",
            defaultValue = "LAST",
            description = "Which of several attempts counts: ${COMPLETION-CANDIDATES}.")
    private Attempts attempts;

    @Option(
            names = "--since",
            paramLabel = "FOLDER",
            description = "An earlier gradebook: what has not changed since is taken from it.")
    private Path since;

    @Option(
            names = "--shard",
            paramLabel = "N/COUNT",
            defaultValue = "1/1",
            description = "Grade only this part of the class; merge joins the parts.")
    private String shard;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many to judge at once; else what processors and memory allow.")
    private Integer workers;

    @Option(
            names = "--trust",
            description = "Grade without the sandbox: what was handed in runs with your rights.")
    private boolean trust;

    @Override
    public Integer call() throws InterruptedException {
        if (handedIn == null || out == null) {
            throw new UsageProblem(
                    "Expected is what was handed in, and a folder: ./workbook grade submissions/ --out report/");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageProblem("--out must be a folder, and %s is a file.".formatted(out));
        }
        if (workers != null && workers < 1) {
            throw new UsageProblem("--workers must be 1 or more, not " + workers + ".");
        }
        var output = new Output();
        var catalogue = Workbook.catalogue();
        var part = shard();
        var isolation = isolation(catalogue);
        var read =
                Intake.read(
                        handedIn,
                        new Intake.Options(
                                Optional.ofNullable(roster),
                                Optional.ofNullable(deadlines),
                                Grader.sources(out),
                                groups),
                        catalogue);
        output.println(read.kind());
        var exercises = exercises(catalogue, read);
        if (isolation instanceof Sandbox sandbox) {
            SandboxRehearsal.make(sandbox, System.err::println);
        }
        var batch = batch(read, exercises, part, isolation, catalogue);
        return grade(batch, isolation, output);
    }

    private int grade(Batch batch, Isolation isolation, Output output) throws InterruptedException {
        var line = new ProgressLine(Output.isTerminal());
        Gradebook gradebook =
                new Grader(batch, out, Optional.ofNullable(since))
                        .grade(
                                workers == null ? Capacity.workers() : workers,
                                () -> new Checker(isolation),
                                line::show);
        return new GradeSummary(output, out).show(gradebook);
    }

    private Batch batch(
            HandedIn read,
            List<Exercise> exercises,
            Shard part,
            Isolation isolation,
            Catalogue catalogue) {
        return new Batch(
                handedIn.toAbsolutePath().normalize().getFileName().toString(),
                List.of(Policy.DESCRIPTION, isolation.description()),
                read.students(),
                read.submissions(),
                read.oddities(),
                exercises,
                weights == null ? Map.of() : Weights.read(weights, catalogue),
                attempts,
                part);
    }

    /// In the order of the book.
    private List<Exercise> exercises(Catalogue catalogue, HandedIn read) {
        var wanted =
                names.isEmpty()
                        ? read.submissions().stream()
                                .flatMap(submission -> submission.exercise().stream())
                                .collect(Collectors.toSet())
                        : names.stream()
                                .flatMap(name -> catalogue.exercises(name).stream())
                                .map(Exercise::id)
                                .collect(Collectors.toSet());
        var exercises =
                catalogue.exercises().stream()
                        .filter(exercise -> wanted.contains(exercise.id()))
                        .toList();
        if (exercises.isEmpty()) {
            throw new UsageProblem(
                    "No exercise of the book was found in %s. Name what the class was to do: --exercises p02. What was found instead: %s"
                            .formatted(handedIn, said(read)));
        }
        return exercises;
    }

    private static String said(HandedIn read) {
        var said =
                read.submissions().stream()
                        .map(Submission::problem)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toList());
        said.addAll(read.oddities());
        return said.isEmpty()
                ? "nothing"
                : said.stream().limit(3).collect(Collectors.joining("; "));
    }

    private Shard shard() {
        try {
            return Shard.parse(shard);
        } catch (IllegalArgumentException wrong) {
            throw new UsageProblem(wrong.getMessage());
        }
    }

    private Isolation isolation(Catalogue catalogue) throws InterruptedException {
        if (trust) {
            return new Isolation.Trusted();
        }
        var app = catalogue.root().resolve(Path.of(".workbook", "app"));
        return switch (Sandbox.find(app, System.err::println)) {
            case SandboxSearch.Found(Sandbox sandbox) -> sandbox;
            case SandboxSearch.Missing(String reason) ->
                    throw new UsageProblem(
                            "No sandbox: %s.\nWithout one, what was handed in would run with your rights. If you trust the whole class, say so: --trust"
                                    .formatted(reason));
        };
    }
}
