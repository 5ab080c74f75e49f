package workbook.testkit.explorer.report;

import org.opentest4j.AssertionFailedError;
import workbook.testkit.Unmet;
import workbook.testkit.explorer.code.ExploredClasses;
import workbook.testkit.explorer.report.Explanation.Kind;
import workbook.testkit.explorer.run.ControlledThread;
import workbook.testkit.explorer.run.Verdict;

/// Says what a check expected and what it saw instead, and why the order of the threads is to
/// blame.
final class FailureWords {
    private static final String FOLLOW =
            "follow the marked steps of the schedule: what must nobody else do between the first and the last?";
    private static final String READ =
            "follow the schedule step by step, and look for the first that should not be possible there";

    private final Interleaving interleaving;

    FailureWords(Interleaving interleaving) {
        this.interleaving = interleaving;
    }

    /// The body ended with an exception.
    Explanation failed(Throwable failure) {
        return switch (failure) {
            case Unmet unmet -> unmet(Kind.ASSERTION, unmet);
            case AssertionFailedError failed
                    when failed.isExpectedDefined() && failed.isActualDefined() ->
                    compared(failed);
            case AssertionError assertion ->
                    new Explanation(
                            Kind.ASSERTION,
                            "the check holds in every order of the threads",
                            stable(String.valueOf(assertion.getMessage())) + at(where(assertion)),
                            interleaving.text(),
                            advice());
            default ->
                    new Explanation(
                            Kind.EXCEPTION,
                            "the check ends without an exception",
                            stable(failure.toString()) + at(where(failure)),
                            interleaving.text(),
                            advice());
        };
    }

    /// What the check says about itself comes first.
    private Explanation unmet(Kind kind, Unmet unmet) {
        return new Explanation(
                kind,
                stable(unmet.expected()),
                stable(unmet.observed()),
                stable(unmet.why()) + "\n" + interleaving.text(),
                unmet.attempt().isEmpty() ? advice() : unmet.attempt());
    }

    private Explanation compared(AssertionFailedError failed) {
        String expected = stable(failed.getExpected().getStringRepresentation());
        String actual = stable(failed.getActual().getStringRepresentation());
        boolean truth = expected.equals("true") || expected.equals("false");
        if (expected.equals(actual)) {
            expected = "one and the same: " + expected;
            actual = "two that look alike";
        }
        return new Explanation(
                Kind.ASSERTION,
                (truth ? "" : label(failed, ": ", ""))
                        + expected
                        + (truth ? at(where(failed)) : ""),
                actual + (truth ? label(failed, "", ": ") : ""),
                interleaving.text(),
                advice());
    }

    /// Another thread ended with one.
    Explanation uncaught(Verdict.Uncaught verdict) {
        if (verdict.failure() instanceof Unmet unmet) {
            return unmet(Kind.UNCAUGHT_EXCEPTION, unmet);
        }
        String thread = verdict.thread().name;
        ControlledThread.Call born = verdict.thread().born;
        return new Explanation(
                Kind.UNCAUGHT_EXCEPTION,
                "no thread ends by an exception that nobody handles",
                thread
                        + " ended by "
                        + stable(verdict.failure().toString())
                        + at(where(verdict.failure())),
                "an exception ends its own thread only: whoever started "
                        + thread
                        + (born == null ? "" : at(born.site().location()))
                        + " never hears of it\n"
                        + interleaving.text(),
                "handle the exception in the task, or hand the task to an executor and ask its Future");
    }

    private String advice() {
        return interleaving.rows().size() > 2 ? FOLLOW : READ;
    }

    /// Texts that differ from run to run for no reason of the program: hash codes and thread
    /// numbers.
    private static String stable(String text) {
        return text.replaceAll("(Virtual)?Thread\\[#[^\\]]*\\](/\\w+(@\\S+)?)?", "a thread")
                .replaceAll("\\$\\$Lambda/0x[0-9a-f]+", "\\$\\$Lambda")
                .replaceAll("@[0-9a-f]{4,}", "");
    }

    /// What the check's author wrote before the values.
    private static String label(Throwable failed, String after, String before) {
        String message = String.valueOf(failed.getMessage());
        int appended = message.indexOf(" ==> ");
        return appended < 0 ? "" : before + stable(message.substring(0, appended)) + after;
    }

    static String at(String where) {
        return where.isEmpty() ? "" : " at " + where;
    }

    private static String where(Throwable failure) {
        return ExploredClasses.lineOf(failure.getStackTrace());
    }
}
