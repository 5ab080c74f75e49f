package workbook.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.policy.Policy;
import workbook.policy.Refusal;
import workbook.testkit.explorer.CompiledClasses;
import workbook.testkit.explorer.Explorer;

/// A check that is compiled and waits for an answer: stub and check class are ready, so that only
/// the learner's own file remains to be compiled.
///
/// Runs in a worker's JVM, because it runs the learner's code. Not thread-safe.
public final class PreparedCheck {

    private final String packageName;
    private final String exercise;
    private final String stubSource;
    private final CheckClass checkClass;
    private final InMemoryCompiler compiler = new InMemoryCompiler();
    private final Map<String, byte[]> stub;
    private final Map<String, byte[]> check;
    private final Policy policy;
    private final CheckRun run;
    private final Thread explorerPreparation;

    /// @param packageName the package of answer and check: the slug of the lesson
    /// @param exercise the simple name of the learner's class
    /// @param stubSource the exercise as it was given
    /// @param checkSource the source of the check class
    /// @param limit how long one check may take
    /// @throws IllegalStateException if stub or check do not compile: that is the book's fault
    public PreparedCheck(
            String packageName,
            String exercise,
            String stubSource,
            String checkSource,
            Duration limit) {
        this.packageName = packageName;
        this.exercise = exercise;
        this.stubSource = stubSource;
        checkClass = CheckClass.parse(exercise + "Test", checkSource);
        // It takes as long as the compiler does, and the learner may not have saved yet.
        explorerPreparation =
                Thread.ofPlatform().name("explorer's preparation").unstarted(Explorer::prepare);
        if (checkClass.explores()) {
            explorerPreparation.start();
        }
        stub = compileOwn(exercise, stubSource, Map.of(), false);
        check = compileOwn(checkClass.name(), checkSource, stub, true);
        policy = new Policy(packageName, stub, check.keySet(), checkClass.allowed());
        run = new CheckRun(limit);
    }

    private Map<String, byte[]> compileOwn(
            String className, String source, Map<String, byte[]> known, boolean classPath) {
        var compilation = compiler.compile(className, source, known, classPath);
        if (!compilation.succeeded()) {
            throw new IllegalStateException(
                    "the book's own %s does not compile: %s"
                            .formatted(className, compilation.errors()));
        }
        return compilation.classes();
    }

    /// Everything that is printed from now on belongs to the reports.
    public void captureOutput() {
        run.captureOutput();
    }

    /// An answer that was compiled.
    ///
    /// @param problems what keeps it from being run; empty if nothing does
    /// @param classes its class files, by name
    public record Answer(List<SourceProblem> problems, Map<String, byte[]> classes) {

        public Answer {
            problems = List.copyOf(problems);
            classes = Map.copyOf(classes);
        }
    }

    /// Compiles an answer, and compares it with what the checks need and with the policy.
    ///
    /// @param source the learner's file
    public Answer compile(String source) {
        var compilation = compiler.compile(exercise, source, Map.of(), false);
        return new Answer(problems(compilation, source), compilation.classes());
    }

    private List<SourceProblem> problems(InMemoryCompiler.Compilation compilation, String source) {
        if (!compilation.succeeded()) {
            return CompilerHelp.explain(compilation.errors(), source);
        }
        var broken = Contract.compare(stub, stubSource, compilation.classes());
        return broken.isEmpty()
                ? policy.inspect(compilation.classes()).stream()
                        .map(refusal -> problem(refusal, source))
                        .toList()
                : broken;
    }

    /// Runs checks on an answer that has no problems.
    ///
    /// @param checks which check methods to run; the others are not reported
    /// @param replay the one schedule to run, of the one check to run; empty for every schedule
    /// @param listener told of each check
    public void run(
            Answer answer,
            List<String> checks,
            Optional<String> replay,
            CheckRun.Listener listener) {
        var classes = new HashMap<>(answer.classes());
        classes.putAll(check);
        var requirements =
                checkClass.requirements().stream()
                        .filter(requirement -> checks.contains(requirement.check()))
                        .toList();
        awaitPreparation();
        run.run(load(classes), exercise, requirements, replay, listener);
    }

    private static SourceProblem problem(Refusal refusal, String source) {
        String code = source.lines().skip(Math.max(0, refusal.line() - 1)).findFirst().orElse("");
        return new SourceProblem(
                refusal.line(),
                0,
                refusal.line() == 0 ? "" : code,
                refusal.message(),
                refusal.help());
    }

    /// Judges a check that must fail in this JVM: whoever believes a pass asks for it.
    public CheckResult canary() {
        var told = new ArrayList<CheckResult>();
        Canary.run(run, told::add);
        return told.getFirst();
    }

    private void awaitPreparation() {
        try {
            explorerPreparation.join();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while the explorer was prepared", cancelled);
        }
    }

    private Class<?> load(Map<String, byte[]> classes) {
        try {
            return new CompiledClasses(PreparedCheck.class.getClassLoader(), classes)
                    .loadClass(packageName + "." + checkClass.name());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(
                    "the check class is not in its own package", impossible);
        }
    }
}
