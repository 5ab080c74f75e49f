package workbook.check;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.opentest4j.AssertionFailedError;
import workbook.testkit.Unmet;
import workbook.testkit.explorer.ScheduleFailure;

/// Turns whatever a check threw into the four parts of an explanation.
final class FailureHelp {

    /// Deeper than any honest failure: a learner's failure may be its own cause.
    private static final int MAX_CAUSES = 50;

    private FailureHelp() {}

    /// For a failure of the learner's own class, which fails again when it is asked what it says.
    static Explanation untold(Throwable failure) {
        return new Explanation(
                "",
                "a %s that cannot be told".formatted(failure.getClass().getSimpleName()),
                "its own methods fail when they are asked for message, cause or stack trace",
                "Let exceptions inherit these methods from the JDK.");
    }

    /// @param failure what the check threw
    /// @param exercise the simple name of the learner's class, to find their line
    static Explanation explain(Throwable failure, String exercise) {
        var known = mostTelling(failure);
        return switch (known) {
            case Unmet unmet ->
                    new Explanation(
                            unmet.expected(), unmet.observed(), unmet.why(), unmet.attempt());
            case ScheduleFailure found ->
                    new Explanation(
                            found.expected(), found.observed(), found.why(), found.tryNext());
            case Supervision.Unfinished unfinished ->
                    new Explanation(
                            "the check ends",
                            "it was still running when its time was over: "
                                    + unfinished.getMessage(),
                            "a loop that never ends, or threads that wait for each other or for something that never"
                                    + " comes",
                            "Look at the lines above: who should have ended the wait, and can it still happen?");
            case Supervision.Leak leak ->
                    new Explanation(
                            "every thread has ended when the method returns",
                            "still running: " + leak.getMessage(),
                            "whoever starts a thread must wait for its end, or it outlives its purpose",
                            "Join the thread, or close the executor with try-with-resources: close() waits.");
            case CapturedOutput.Flood flood ->
                    new Explanation(
                            "a reasonable amount of output",
                            "it " + flood.getMessage(),
                            "a loop prints without an end",
                            "Look for the loop around the print, and for its end.");
            case AssertionFailedError assertion when assertion.isExpectedDefined() ->
                    new Explanation(
                            assertion.getExpected().getStringRepresentation(),
                            assertion.getActual().getStringRepresentation(),
                            "the result differs from what the exercise asks for",
                            "");
            case UnsupportedOperationException todo when isTodo(todo) ->
                    new Explanation(
                            "",
                            "not written yet" + place(todo, exercise),
                            "the method still throws its TODO",
                            "");
            default -> unexpected(known, exercise);
        };
    }

    /// @return whether the check failed because the learner has not begun
    static boolean isUnwritten(Throwable failure) {
        return isTodo(mostTelling(failure));
    }

    /// A program under check may wrap what explains its failure, so the innermost explanation wins.
    private static Throwable mostTelling(Throwable failure) {
        var telling = failure;
        var cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof Unmet || cause instanceof CapturedOutput.Flood || isTodo(cause)) {
                telling = cause;
            }
            cause = cause.getCause();
        }
        return telling;
    }

    private static boolean isTodo(Throwable failure) {
        return failure instanceof UnsupportedOperationException
                && failure.getMessage() != null
                && failure.getMessage().startsWith("TODO");
    }

    private static Explanation unexpected(Throwable failure, String exercise) {
        var root = failure;
        for (int depth = 0;
                isWrapper(root) && root.getCause() != null && depth < MAX_CAUSES;
                depth++) {
            root = root.getCause();
        }
        boolean wrapped = isWrapper(failure) && failure.getCause() != null;
        String within = !wrapped ? "" : ", wrapped in " + failure.getClass().getSimpleName();
        return new Explanation("", show(root) + within + place(root, exercise), reason(root), "");
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure.getClass() == RuntimeException.class;
    }

    private static String show(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }

    /// @return the learner's line that is nearest to the failure, as ` at FetchAll.java:23`, or
    ///   nothing
    private static String place(Throwable failure, String exercise) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if ((exercise + ".java").equals(frame.getFileName())) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case NullPointerException e -> "something was null that was used as an object";
            case IndexOutOfBoundsException e -> "an index is outside of its list or array";
            case ClassCastException e -> "an object is of another type than the code assumes";
            case InterruptedException e ->
                    "the thread was interrupted while it waited: somebody asked it to stop";
            case TimeoutException e -> "a wait with a time limit ran out";
            case CancellationException e -> "the task was cancelled before it had a result";
            case RejectedExecutionException e ->
                    "the executor takes no more tasks: it is closed or full";
            case IllegalMonitorStateException e ->
                    "a lock was released, or waited on, by a thread that does not hold it";
            case BrokenBarrierException e -> "another thread left the barrier early";
            case StackOverflowError e -> "a method calls itself without an end";
            case OutOfMemoryError e -> "the program holds more memory than the check allows";
            case LinkageError e -> "the check and the class do not fit together";
            case Error e -> "the program failed with an error of the JVM";
            default -> "the program failed where the exercise expects a result";
        };
    }
}
