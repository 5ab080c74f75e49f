package workbook.testkit.explorer.report;

import java.util.List;
import workbook.testkit.explorer.report.Explanation.Kind;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.run.Verdict;
import workbook.testkit.explorer.search.Schedule;
import workbook.testkit.explorer.trace.Step;
import workbook.testkit.explorer.trace.Trace;

/// What a learner is told of a verdict: the four parts, and the schedule to read and to run again.
///
/// @param steps empty for a refusal
/// @param table the steps that matter, one column per thread; "" for a refusal
/// @param replayId names the schedule; "" for a refusal
/// @param cause what the program threw, or null
public record Report(
        Explanation explanation, List<Step> steps, String table, String replayId, Throwable cause) {
    public Report {
        steps = List.copyOf(steps);
    }

    /// @param run a traced run that ended with a verdict
    public static Report of(Run run, Schedule schedule) {
        Trace trace = run.trace();
        var interleaving = Interleaving.of(trace, schedule.departures().isEmpty());
        Explanation explanation = explain(run, interleaving);
        Throwable cause = null;
        List<Integer> marked = List.of();
        String mark = "";
        switch (run.verdict()) {
            case Verdict.Failed failed -> {
                cause = failed.failure();
                marked = interleaving.rows();
            }
            case Verdict.Uncaught uncaught -> {
                cause = uncaught.failure();
                marked = interleaving.rows();
            }
            case Verdict.DataRace found -> {
                marked = Interleaving.of(found.race(), trace);
                mark = " race";
            }
            default -> {}
        }
        var threads = run.scheduler.threads().stream().map(thread -> thread.name).toList();
        return new Report(
                explanation,
                trace.steps(),
                ScheduleTable.draw(threads, trace, marked, mark),
                schedule.id(),
                cause);
    }

    public static Report refused(Verdict.Refused refusal) {
        return new Report(refusal(refusal), List.of(), "", "", null);
    }

    /// The program is not the same from run to run, so a schedule means nothing.
    public static Report changing(Schedule schedule) {
        return refused(
                new Verdict.Refused(
                        "a check that does something else each time it runs (schedule "
                                + schedule.id()
                                + ")",
                        "",
                        "look for random numbers, hash codes of objects, the real time, or state that a run leaves behind"));
    }

    private static Explanation explain(Run run, Interleaving interleaving) {
        return switch (run.verdict()) {
            case Verdict.Failed failed -> new FailureWords(interleaving).failed(failed.failure());
            case Verdict.Uncaught uncaught -> new FailureWords(interleaving).uncaught(uncaught);
            case Verdict.Deadlock deadlock ->
                    DeadlockWords.deadlock(Waits.of(run, deadlock.threads()));
            case Verdict.ThreadsLeft left -> DeadlockWords.left(Waits.of(run, left.threads()));
            case Verdict.InterruptIgnored ignored ->
                    DeadlockWords.interruptIgnored(
                            Waits.of(run, ignored.threads())
                                    .get(ignored.threads().indexOf(ignored.thread())));
            case Verdict.NoProgress stuck ->
                    new Explanation(
                            Kind.NO_PROGRESS,
                            "every loop comes to an end",
                            "%s still goes round in the loop%s after %,d steps"
                                    .formatted(
                                            stuck.thread(),
                                            FailureWords.at(stuck.where()),
                                            stuck.steps()),
                            "it asks again and again for something that no other thread brings about",
                            "wait with a lock, a latch, a queue or a future: then whoever waits can be woken");
            case Verdict.DataRace race -> RaceWords.of(race.race(), run.trace().names());
            case Verdict.Refused refusal -> refusal(refusal);
        };
    }

    private static Explanation refusal(Verdict.Refused refusal) {
        return new Explanation(
                Kind.REFUSED,
                "code whose threads the explorer can stop and let go on",
                refusal.what() + FailureWords.at(refusal.where()),
                "parts of it would run in an order that the explorer does not choose, so a verdict would be a guess",
                refusal.instead());
    }

    /// The whole message.
    public String text() {
        return explanation.text()
                + (table.isEmpty() ? "" : "\n\n" + table)
                + (replayId.isEmpty() ? "" : "\nreplay " + replayId);
    }
}
