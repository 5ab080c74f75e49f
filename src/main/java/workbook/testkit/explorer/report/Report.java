package workbook.testkit.explorer.report;

import static workbook.testkit.explorer.ScheduleFailure.Kind.ASSERTION;
import static workbook.testkit.explorer.ScheduleFailure.Kind.EXCEPTION;
import static workbook.testkit.explorer.ScheduleFailure.Kind.NO_PROGRESS;
import static workbook.testkit.explorer.ScheduleFailure.Kind.REFUSED;
import static workbook.testkit.explorer.ScheduleFailure.Kind.UNCAUGHT_EXCEPTION;

import java.util.List;
import org.opentest4j.AssertionFailedError;
import workbook.testkit.Unmet;
import workbook.testkit.explorer.ScheduleFailure.Explanation;

/// Says in four parts what a verdict means, and shows the schedule.
final class Report {
    private static final String FOLLOW =
            "follow the marked steps of the schedule: what must nobody else do between the first and the last?";
    private static final String READ =
            "follow the schedule step by step, and look for the first that should not be possible there";

    private final Run run;
    private final Interleaving interleaving;

    private Report(Run run, Schedule schedule) {
        this.run = run;
        this.interleaving = Interleaving.of(run.trace(), schedule.departures().isEmpty());
    }

    static ScheduleFailure of(Run run, Verdict verdict, Schedule schedule) {
        var report = new Report(run, schedule);
        Throwable cause = null;
        List<Integer> marked = List.of();
        String mark = "";
        switch (verdict) {
            case Verdict.Failed failed -> {
                cause = failed.failure();
                marked = report.interleaving.rows();
            }
            case Verdict.Uncaught uncaught -> {
                cause = uncaught.failure();
                marked = report.interleaving.rows();
            }
            case Verdict.DataRace found -> {
                marked = Interleaving.of(found.race(), run.trace());
                mark = " race";
            }
            default -> {}
        }
        return new ScheduleFailure(
                report.explain(verdict),
                run.trace().steps(),
                ScheduleTable.draw(run.scheduler.threads(), run.trace(), marked, mark),
                schedule.id(),
                cause);
    }

    static ScheduleFailure refused(Verdict.Refused refusal) {
        return new ScheduleFailure(refusal(refusal), List.of(), "", "", null);
    }

    /// The program is not the same from run to run, so a schedule means nothing.
    static ScheduleFailure changing(Schedule schedule) {
        return refused(
                new Verdict.Refused(
                        "a check that does something else each time it runs (schedule "
                                + schedule.id()
                                + ")",
                        "",
                        "look for random numbers, hash codes of objects, the real time, or state that a run leaves behind"));
    }

    private Explanation explain(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Failed failed -> failed(failed.failure());
            case Verdict.Deadlock deadlock -> DeadlockWords.deadlock(deadlock.threads());
            case Verdict.ThreadsLeft left -> DeadlockWords.left(left.threads());
            case Verdict.InterruptIgnored ignored ->
                    DeadlockWords.interruptIgnored(ignored.thread());
            case Verdict.Uncaught uncaught -> uncaught(uncaught);
            case Verdict.NoProgress stuck ->
                    new Explanation(
                            NO_PROGRESS,
                            "every loop comes to an end",
                            "%s still goes round in the loop%s after %,d steps"
                                    .formatted(stuck.thread(), at(stuck.where()), stuck.steps()),
                            "it asks again and again for something that no other thread brings about",
                            "wait with a lock, a latch, a queue or a future: then whoever waits can be woken");
            case Verdict.DataRace race -> RaceWords.of(race.race(), run.trace().names);
            case Verdict.Refused refusal -> refusal(refusal);
        };
    }

    private static Explanation refusal(Verdict.Refused refusal) {
        return new Explanation(
                REFUSED,
                "code whose threads the explorer can stop and let go on",
                refusal.what() + at(refusal.where()),
                "parts of it would run in an order that the explorer does not choose, so a verdict would be a guess",
                refusal.instead());
    }

    private Explanation failed(Throwable failure) {
        return switch (failure) {
            case Unmet unmet -> unmet(ASSERTION, unmet);
            case AssertionFailedError failed
                    when failed.isExpectedDefined() && failed.isActualDefined() ->
                    compared(failed);
            case AssertionError assertion ->
                    new Explanation(
                            ASSERTION,
                            "the check holds in every order of the threads",
                            stable(String.valueOf(assertion.getMessage())) + at(where(assertion)),
                            interleaving.text(),
                            advice());
            default ->
                    new Explanation(
                            EXCEPTION,
                            "the check ends without an exception",
                            stable(failure.toString()) + at(where(failure)),
                            interleaving.text(),
                            advice());
        };
    }

    /// What the check says about itself comes first.
    private Explanation unmet(ScheduleFailure.Kind kind, Unmet unmet) {
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
                ASSERTION,
                (truth ? "" : label(failed, ": ", ""))
                        + expected
                        + (truth ? at(where(failed)) : ""),
                actual + (truth ? label(failed, "", ": ") : ""),
                interleaving.text(),
                advice());
    }

    private Explanation uncaught(Verdict.Uncaught verdict) {
        if (verdict.failure() instanceof Unmet unmet) {
            return unmet(UNCAUGHT_EXCEPTION, unmet);
        }
        String thread = verdict.thread().name;
        ControlledThread.Call born = verdict.thread().born;
        return new Explanation(
                UNCAUGHT_EXCEPTION,
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

    private static String at(String where) {
        return where.isEmpty() ? "" : " at " + where;
    }

    private static String where(Throwable failure) {
        return Postmortem.lineOf(failure.getStackTrace());
    }
}
