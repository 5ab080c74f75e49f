package workbook.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.check.CheckClass;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.check.Requirement;
import workbook.check.SourceProblem;
import workbook.lesson.Exercise;
import workbook.sandbox.Isolation;

/// Checks source files, each in a JVM of its own that can be killed. The one path to a verdict: for
/// the learner, the notebook and the tests of the book alike.
///
/// Keeps one worker warm for the exercise that was checked or prepared last. A worker judges one
/// answer, because an answer may change the JVM that runs it; only for the book's own answers,
/// whose author wants to wait less, it goes on to the next. Close it to end that worker. Not
/// thread-safe.
public final class Checker implements AutoCloseable {

    /// How long one check may take. Honest answers need milliseconds.
    static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

    /// How long one source may take altogether; what is not judged by then is not reached.
    private static final Duration TOTAL_LIMIT = Duration.ofSeconds(20);

    /// How much longer than a check's limit its worker may be silent, before it counts as hung.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// How long a worker may take to start, to prepare and to compile. Much more than that takes on
    /// a machine that is overloaded: what is slow then is not the learner's fault.
    private static final Duration COMPILE_LIMIT = Duration.ofSeconds(90);

    /// How many workers of one source may be killed from outside: by a machine that is short of
    /// memory, or by somebody. That is nobody's wrong answer.
    private static final int MOST_LOSSES = 5;

    private final Isolation isolation;
    private final Duration checkLimit;
    private final Duration totalLimit;
    private final boolean keepsWorkers;
    private Optional<Spare> spare = Optional.empty();

    /// A checker with the limits that every verdict of the book has.
    ///
    /// @param isolation where the answers run
    public Checker(Isolation isolation) {
        this(isolation, CHECK_LIMIT, TOTAL_LIMIT);
    }

    /// A checker of what the learner wrote, at home: the answers run as any program of theirs.
    public Checker() {
        this(new Isolation.Trusted());
    }

    /// For tests of the limits themselves, which need not wait so long.
    Checker(Isolation isolation, Duration checkLimit, Duration totalLimit) {
        this(isolation, checkLimit, totalLimit, false);
    }

    private Checker(
            Isolation isolation, Duration checkLimit, Duration totalLimit, boolean keepsWorkers) {
        this.isolation = isolation;
        this.checkLimit = checkLimit;
        this.totalLimit = totalLimit;
        this.keepsWorkers = keepsWorkers;
    }

    /// A checker of the book's own solutions and mistakes: all answers to an exercise are judged in
    /// one JVM, until one of them ends it or leaves threads in it.
    public static Checker ofTheBook() {
        return new Checker(new Isolation.Trusted(), CHECK_LIMIT, TOTAL_LIMIT, true);
    }

    /// A worker that waits for a source, and the exercise it has prepared.
    private record Spare(Exercise exercise, CheckClass check, Worker worker) {}

    /// Starts a worker for the exercise in the background, so that the next check of it is quick.
    public void prepare(Exercise exercise) {
        if (spare.filter(ready -> ready.exercise().equals(exercise)).isEmpty()) {
            close();
            var check = CheckClass.of(exercise);
            spare = Optional.of(new Spare(exercise, check, startWorker(exercise, check)));
        }
    }

    /// Checks one file. The file is read once, and never written.
    ///
    /// @param exercise what it should answer
    /// @param file the learner's file, anywhere
    /// @return the verdict; bad input is a verdict too
    /// @throws CheckerFailure if the harness itself failed
    public CheckReport check(Exercise exercise, Path file) throws InterruptedException {
        prepare(exercise);
        return judge(exercise, file, spare.orElseThrow().check(), Optional.empty());
    }

    /// Checks one file against one requirement, which costs less than all.
    ///
    /// @param check the name of the check method
    /// @return the verdict of this check alone; empty if the exercise has no such check
    /// @throws CheckerFailure if the harness itself failed
    public Optional<CheckReport> check(Exercise exercise, Path file, String check)
            throws InterruptedException {
        return only(exercise, file, check, Optional.empty());
    }

    /// Checks one file under one schedule again.
    ///
    /// @param check the name of the check method, which explores schedules
    /// @param schedule which of them
    /// @return the verdict of this check alone; empty if the exercise has no such check
    /// @throws CheckerFailure if the harness itself failed
    public Optional<CheckReport> replay(Exercise exercise, Path file, String check, String schedule)
            throws InterruptedException {
        return only(exercise, file, check, Optional.of(schedule));
    }

    private Optional<CheckReport> only(
            Exercise exercise, Path file, String check, Optional<String> schedule)
            throws InterruptedException {
        prepare(exercise);
        var only = spare.orElseThrow().check().only(check);
        return only.requirements().isEmpty()
                ? Optional.empty()
                : Optional.of(judge(exercise, file, only, schedule));
    }

    private CheckReport judge(
            Exercise exercise, Path file, CheckClass check, Optional<String> replay)
            throws InterruptedException {
        long start = System.nanoTime();
        var run = new Run(exercise, check, replay);
        String source = "";
        List<SourceProblem> problems;
        try {
            source = AnswerFile.read(file);
            problems = run.judge(source);
        } catch (AnswerFile.BadSource bad) {
            problems = List.of(bad.problem());
        }
        return new CheckReport(
                exercise.id(),
                exercise.title(),
                shown(exercise, file),
                problems,
                run.results(),
                fingerprint(source, check.source()),
                Runtime.version().toString(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /// A file of the checkout is named from its root, as the learner sees it there.
    private static String shown(Exercise exercise, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(exercise.root())
                ? exercise.root().relativize(absolute).toString()
                : file.toString();
    }

    /// One source on its way through as many workers as it takes: each ends with the check that
    /// broke it.
    private final class Run {

        private final Exercise exercise;
        private final CheckClass check;
        private final Optional<String> replay;
        private final Map<String, CheckResult> results = new LinkedHashMap<>();
        private final long deadline = System.nanoTime() + totalLimit.toNanos();
        private int losses;

        /// Whether the last worker said that it is done, and so waits for another source.
        private boolean waits;

        Run(Exercise exercise, CheckClass check, Optional<String> replay) {
            this.exercise = exercise;
            this.check = check;
            this.replay = replay;
        }

        List<SourceProblem> judge(String source) throws InterruptedException {
            while (true) {
                var remaining = remaining();
                int lossesBefore = losses;
                if (remaining.isEmpty() || System.nanoTime() > deadline) {
                    return List.of();
                }
                Spare taken = takeWorker(exercise);
                waits = false;
                try {
                    taken.worker()
                            .send(
                                    new Message.Check(
                                            source,
                                            remaining.stream().map(Requirement::check).toList(),
                                            replay));
                    var problems = hear(taken.worker(), remaining);
                    if (!problems.isEmpty()) {
                        return problems;
                    }
                } catch (DisturbedRun disturbed) {
                    check.requirements()
                            .forEach(each ->
                                    results.put(
                                            each.check(), EndedWorker.disturbed(each, disturbed)));
                    return List.of();
                } finally {
                    if (waits && keepsWorkers) {
                        spare = Optional.of(taken);
                    } else {
                        taken.worker().close();
                    }
                }
                if (losses > MOST_LOSSES) {
                    throw new CheckerFailure(
                            "%d workers ended without a verdict and by no fault of the answer: is the machine short of memory?"
                                    .formatted(losses));
                }
                if (remaining().size() == remaining.size() && losses == lossesBefore) {
                    throw new CheckerFailure("a worker ended without judging anything");
                }
            }
        }

        /// Listens until the worker is done, or is gone.
        ///
        /// @param asked what the worker was asked to judge
        /// @throws DisturbedRun if what it tells cannot be believed
        private List<SourceProblem> hear(Worker worker, List<Requirement> asked)
                throws InterruptedException, DisturbedRun {
            var testimony = new Testimony(asked);
            String exit = null;
            while (true) {
                var running = testimony.running();
                var message =
                        worker.receive(
                                running.isPresent() ? checkLimit.plus(GRACE) : COMPILE_LIMIT);
                if (message.isEmpty()) {
                    boolean nothingJudged =
                            running.isEmpty() && remaining().size() == check.requirements().size();
                    if (exit == null
                            && (worker.wasKilled() || (nothingJudged && worker.failed()))) {
                        // What it told until then is as good as ever; the rest is asked again.
                        results.putAll(testimony.believed());
                        losses++;
                        return List.of();
                    }
                    testimony.ended();
                    results.putAll(testimony.believed());
                    if (nothingJudged) {
                        return List.of(EndedWorker.compilerHung(worker, COMPILE_LIMIT));
                    }
                    if (running.isPresent()) {
                        var broken = running.get();
                        results.put(
                                broken.check(),
                                EndedWorker.ended(broken, worker, exit, checkLimit));
                    }
                    return List.of();
                }
                switch (message.get()) {
                    case Message.Started(String name) -> testimony.started(name);
                    case Message.Finished(CheckResult result) -> testimony.finished(result);
                    case Message.Canary(CheckResult result) -> testimony.canary(result);
                    case Message.Exiting(String line) -> exit = line;
                    case Message.NotRunnable(List<SourceProblem> problems) -> {
                        waits = true;
                        return problems;
                    }
                    case Message.Done() -> {
                        testimony.done();
                        results.putAll(testimony.believed());
                        waits = true;
                        return List.of();
                    }
                    case Message.Broken(String reason) -> throw new CheckerFailure(reason);
                    case Message.Prepare p -> throw new CheckerFailure("a worker sent a job");
                    case Message.Check c -> throw new CheckerFailure("a worker sent a job");
                }
            }
        }

        /// What is still to be judged, and can be.
        private List<Requirement> remaining() {
            return check.requirements().stream()
                    .filter(requirement -> !results.containsKey(requirement.check()))
                    .filter(requirement -> unmetNeed(requirement).isEmpty())
                    .toList();
        }

        /// @return the first check that must pass before this one can be judged, and did not
        private Optional<Requirement> unmetNeed(Requirement requirement) {
            return requirement.needs().stream()
                    .flatMap(need -> requirement(need).stream())
                    .filter(need -> isLost(need))
                    .findFirst();
        }

        private boolean isLost(Requirement requirement) {
            var result = results.get(requirement.check());
            return result == null
                    ? unmetNeed(requirement).isPresent()
                    : result.outcome() != Outcome.PASSED;
        }

        private Optional<Requirement> requirement(String name) {
            return check.requirements().stream()
                    .filter(requirement -> requirement.check().equals(name))
                    .findFirst();
        }

        List<CheckResult> results() {
            return check.requirements().stream()
                    .map(requirement ->
                            results.getOrDefault(requirement.check(), notReached(requirement)))
                    .toList();
        }

        private CheckResult notReached(Requirement requirement) {
            return unmetNeed(requirement)
                    .map(need -> EndedWorker.notReached(requirement, need))
                    .orElseGet(() -> EndedWorker.notReached(requirement));
        }
    }

    private Spare takeWorker(Exercise exercise) {
        prepare(exercise);
        var taken = spare.orElseThrow();
        spare = Optional.empty();
        return taken;
    }

    private Worker startWorker(Exercise exercise, CheckClass check) {
        return Worker.start(
                new Message.Prepare(
                        exercise.lesson(),
                        exercise.name(),
                        readOwn(exercise.stub()),
                        check.source(),
                        checkLimit),
                isolation);
    }

    private static String readOwn(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new CheckerFailure("a part of the book is missing: " + file);
        }
    }

    private static String fingerprint(String source, String check) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(check.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        spare.ifPresent(ready -> ready.worker().close());
        spare = Optional.empty();
    }
}
