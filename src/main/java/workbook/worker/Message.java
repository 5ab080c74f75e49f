package workbook.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.check.CheckResult;
import workbook.check.SourceProblem;

/// What the two sides of a worker tell each other, one JSON text a line.
sealed interface Message {

    /// To the worker, first: which check to prepare.
    ///
    /// @param lesson the slug, which is the package
    /// @param exercise the simple name of the learner's class
    /// @param stub the exercise as it was given
    /// @param check the source of the check class
    /// @param limit how long one check may take
    record Prepare(String lesson, String exercise, String stub, String check, Duration limit)
            implements Message {}

    /// To the worker, after that: what to check. The next one is sent when this one is done.
    ///
    /// @param source the learner's file
    /// @param checks the check methods to run
    /// @param replay the one schedule that they run; empty for all that they ask for
    record Check(String source, List<String> checks, Optional<String> replay) implements Message {}

    /// From the worker: the source could not be run.
    record NotRunnable(List<SourceProblem> problems) implements Message {}

    /// From the worker: a check begins.
    record Started(String check) implements Message {}

    /// From the worker: a check has its verdict.
    record Finished(CheckResult result) implements Message {}

    /// From the worker, after each pass: what became of a check that must fail, judged in the same
    /// way. If it passed too, a pass says nothing any more.
    record Canary(CheckResult result) implements Message {}

    /// From the worker: the learner's code ends the JVM.
    ///
    /// @param line where, as `FetchAll.java:12`, or empty
    record Exiting(String line) implements Message {}

    /// From the worker: every check that was asked for has been told.
    record Done() implements Message {}

    /// From the worker: the harness itself failed.
    record Broken(String reason) implements Message {}
}
