package workbook.testkit.explorer;

import static workbook.testkit.explorer.ScheduleFailure.Kind.ASSERTION;
import static workbook.testkit.explorer.ScheduleFailure.Kind.DATA_RACE;
import static workbook.testkit.explorer.ScheduleFailure.Kind.DEADLOCK;
import static workbook.testkit.explorer.ScheduleFailure.Kind.EXCEPTION;
import static workbook.testkit.explorer.ScheduleFailure.Kind.IGNORED_INTERRUPT;
import static workbook.testkit.explorer.ScheduleFailure.Kind.NO_PROGRESS;
import static workbook.testkit.explorer.ScheduleFailure.Kind.REFUSED;
import static workbook.testkit.explorer.ScheduleFailure.Kind.THREADS_LEFT;
import static workbook.testkit.explorer.ScheduleFailure.Kind.UNCAUGHT_EXCEPTION;

import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import workbook.testkit.explorer.ScheduleFailure.Explanation;

/// Says in four parts what a verdict means.
final class Report {
    private Report() {}

    static ScheduleFailure of(Run run, Verdict verdict, Schedule schedule) {
        Throwable cause =
                switch (verdict) {
                    case Verdict.Failed failed -> failed.failure();
                    case Verdict.Uncaught uncaught -> uncaught.failure();
                    default -> null;
                };
        List<Step> steps = run.trace().steps();
        return new ScheduleFailure(
                explain(verdict, run), steps, ScheduleTable.draw(steps), schedule.id(), cause);
    }

    static ScheduleFailure refused(Verdict.Refused refusal) {
        return new ScheduleFailure(explain(refusal, null), List.of(), "", "", null);
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

    private static Explanation explain(Verdict verdict, Run run) {
        return switch (verdict) {
            case Verdict.Failed failed -> failed(failed.failure(), run);
            case Verdict.Deadlock deadlock ->
                    new Explanation(
                            DEADLOCK,
                            "each thread can finish",
                            "no thread can continue",
                            list(deadlock.threads()),
                            "take locks in the same order everywhere, and make sure that what a thread waits for comes");
            case Verdict.ThreadsLeft left ->
                    new Explanation(
                            THREADS_LEFT,
                            "no thread is left when the check returns",
                            left.threads().size()
                                    + " left: "
                                    + left.threads().stream()
                                            .map(Verdict.Stuck::thread)
                                            .collect(Collectors.joining(", ")),
                            list(left.threads()),
                            "close every executor, join every thread, or cancel what is no longer needed");
            case Verdict.InterruptIgnored ignored ->
                    new Explanation(
                            IGNORED_INTERRUPT,
                            "an interrupted thread ends",
                            ignored.thread().thread() + " was interrupted and went on",
                            describe(ignored.thread()),
                            "let InterruptedException end the work, or restore the status and return");
            case Verdict.Uncaught uncaught ->
                    new Explanation(
                            UNCAUGHT_EXCEPTION,
                            "no thread dies of an exception",
                            uncaught.thread() + " died of " + stable(uncaught.failure().toString()),
                            "nobody handled it: " + where(uncaught.failure()),
                            "handle the exception in the task, or hand the task to an executor and ask its Future");
            case Verdict.NoProgress stuck ->
                    new Explanation(
                            NO_PROGRESS,
                            "the program gets on",
                            stuck.thread() + " is still busy after " + stuck.steps() + " steps",
                            "it waits in a loop"
                                    + at(stuck.where())
                                    + " for something that does not happen",
                            "wait with a lock, a latch, a queue or a future instead of asking again and again");
            case Verdict.DataRace race ->
                    new Explanation(
                            DATA_RACE,
                            "what several threads use is guarded by a lock, volatile, atomic, or used by one at a time",
                            (race.bothWrite()
                                            ? "two threads write "
                                            : "one thread writes and one reads ")
                                    + race.location()
                                    + " at the same time",
                            race.first() + ", " + race.second() + ", and nothing orders the two",
                            "guard both with the same lock, or use an atomic or concurrent class");
            case Verdict.Refused refusal ->
                    new Explanation(
                            REFUSED,
                            "code that the explorer can control",
                            refusal.what() + at(refusal.where()),
                            "it could happen in ways that no schedule shows, so a verdict would be a guess",
                            refusal.instead());
        };
    }

    private static Explanation failed(Throwable failure, Run run) {
        String why = interference(run);
        if (failure instanceof AssertionFailedError failed
                && failed.isExpectedDefined()
                && failed.isActualDefined()) {
            return new Explanation(
                    ASSERTION,
                    label(failed.getMessage())
                            + stable(failed.getExpected().getStringRepresentation()),
                    stable(failed.getActual().getStringRepresentation()),
                    why,
                    "look where the threads interleave in the schedule below");
        }
        boolean asserted = failure instanceof AssertionError;
        return new Explanation(
                asserted ? ASSERTION : EXCEPTION,
                asserted ? "the check holds under every schedule" : "no exception",
                asserted
                        ? stable(String.valueOf(failure.getMessage()))
                        : stable(failure.toString()) + at(where(failure)),
                why,
                "look where the threads interleave in the schedule below");
    }

    /// Texts that differ from run to run for no reason of the program: hash codes and thread
    /// numbers.
    private static String stable(String text) {
        return text.replaceAll("(Virtual)?Thread\\[#[^\\]]*\\](/\\w+(@\\S+)?)?", "a thread")
                .replaceAll("\\$\\$Lambda/0x[0-9a-f]+", "\\$\\$Lambda")
                .replaceAll("@[0-9a-f]{4,}", "");
    }

    private static String label(String message) {
        int appended = message.indexOf(" ==> ");
        return appended < 0 ? "" : message.substring(0, appended) + ": ";
    }

    private static String interference(Run run) {
        Verdict race = Postmortem.race(run);
        return race instanceof Verdict.DataRace found
                ? found.first() + ", " + found.second() + ", and nothing orders the two"
                : "the threads ran in this order";
    }

    private static String list(List<Verdict.Stuck> threads) {
        return threads.stream().map(Report::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Verdict.Stuck stuck) {
        String text = stuck.thread() + " waits for " + stuck.waitsFor();
        if (!stuck.heldBy().isEmpty()) {
            text += ", held by " + stuck.heldBy();
        }
        text += at(stuck.where());
        if (stuck.interruption() != null) {
            text +=
                    "; "
                            + stuck.interruption().thread()
                            + " interrupted it at "
                            + stuck.interruption().location();
        }
        return text;
    }

    private static String at(String where) {
        return where.isEmpty() ? "" : " at " + where;
    }

    private static String where(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (InstrumentedClasses.NAME.equals(frame.getClassLoaderName())) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
