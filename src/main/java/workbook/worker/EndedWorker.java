package workbook.worker;

import java.time.Duration;
import java.util.Optional;
import workbook.check.CheckResult;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.check.Requirement;
import workbook.check.SourceProblem;

/// What is to be said of a worker that ended, or fell silent, before it was done.
final class EndedWorker {

    private EndedWorker() {}

    static CheckResult notReached(Requirement requirement) {
        return CheckResult.notPassed(
                requirement,
                Outcome.NOT_REACHED,
                new Explanation(
                        "", "not judged", "something before it ended the run", "Mend that first."),
                "",
                Duration.ZERO);
    }

    /// @param need the check that has to pass first
    static CheckResult notReached(Requirement requirement, Requirement need) {
        return CheckResult.notPassed(
                requirement,
                Outcome.NOT_REACHED,
                new Explanation(
                        "",
                        "not judged",
                        "it can be judged once this holds: " + need.text(),
                        "Mend that first."),
                "",
                Duration.ZERO);
    }

    /// The verdict on a check during which the JVM ended, or fell silent.
    ///
    /// @param exit the learner's line that called `System.exit`, empty if it is unknown, or null if
    ///   nobody did
    /// @param limit how long the check was waited for
    static CheckResult ended(Requirement requirement, Worker worker, String exit, Duration limit)
            throws InterruptedException {
        Optional<Integer> code = worker.exitCode();
        if (exit != null) {
            String place = exit.isEmpty() ? "" : " at " + exit;
            return died(
                    requirement,
                    new Explanation(
                            "the method returns or throws",
                            "the program ended the whole JVM" + place,
                            "System.exit ends every thread at once, also those of the caller",
                            "Throw an exception instead, and let the caller decide."));
        }
        if (code.isEmpty()) {
            return CheckResult.notPassed(
                    requirement,
                    Outcome.TIMED_OUT,
                    new Explanation(
                            "the check ends",
                            "the JVM did not answer any more, and was killed",
                            "a loop takes the whole processor, or holds a lock that the JVM itself needs",
                            "Look for a loop without an end."),
                    "",
                    limit);
        }
        return died(
                requirement,
                code.get() == Worker.OUT_OF_MEMORY
                        ? new Explanation(
                                "a program within the memory of a check, %d MB"
                                        .formatted(worker.heapMegabytes()),
                                "it asked for more",
                                "something grows without a bound: a list, a queue, the number of threads",
                                "Look for what is added in a loop and never taken out.")
                        : new Explanation(
                                "the method returns or throws",
                                "the JVM ended without a word, with exit code " + code.get(),
                                "something ended the JVM from within, such as Runtime.halt",
                                "Throw an exception instead, and let the caller decide."));
    }

    /// The verdict on every check of a run that cannot be believed.
    static CheckResult disturbed(Requirement requirement, DisturbedRun run) {
        return died(
                requirement,
                new Explanation(
                        "checks that judge as they were written",
                        "the submission changed how checks judge: " + run.getMessage(),
                        "a run in which one result is not to be trusted proves nothing",
                        "Leave alone what runs the checks: its classes, its streams, its threads."));
    }

    private static CheckResult died(Requirement requirement, Explanation explanation) {
        return CheckResult.notPassed(requirement, Outcome.FAILED, explanation, "", Duration.ZERO);
    }

    static SourceProblem compilerHung(Worker worker, Duration limit) throws InterruptedException {
        return new SourceProblem(
                0,
                0,
                "",
                worker.exitCode().isPresent()
                        ? "the compiler ran out of memory"
                        : "the compiler did not come back within %d s".formatted(limit.toSeconds()),
                "Either this machine is very busy, or an expression is nested too deeply or is too"
                        + " large: split it into statements.");
    }
}
