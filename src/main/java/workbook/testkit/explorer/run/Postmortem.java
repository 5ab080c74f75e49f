package workbook.testkit.explorer.run;

import java.util.ArrayList;
import java.util.List;

/// Looks at a run in which nothing can happen any more, and says what is wrong with it, if anything
/// is.
final class Postmortem {
    private Postmortem() {}

    static Verdict of(Run run) {
        List<ControlledThread> left = run.scheduler.unfinished();
        if (left.isEmpty()) {
            return race(run);
        }
        var names = run.trace() == null ? new Names(run.scheduler) : run.trace().names;
        var stuck = new ArrayList<Stuck>();
        for (ControlledThread thread : left) {
            stuck.add(Waits.of(run, names, thread));
        }
        Verdict.Refused waitsForIo = waitsForTheOutside(left);
        if (waitsForIo != null) {
            return waitsForIo;
        }
        for (int i = 0; i < left.size(); i++) {
            show(run, left.get(i), stuck.get(i));
        }
        for (Stuck thread : stuck) {
            if (thread.interruption() != null) {
                return new Verdict.InterruptIgnored(thread);
            }
        }
        boolean mainIsStuck = left.getFirst().id == 0;
        return mainIsStuck ? new Verdict.Deadlock(stuck) : new Verdict.ThreadsLeft(stuck);
    }

    static Verdict race(Run run) {
        Memory.Race race = run.memory.race();
        return race == null ? null : new Verdict.DataRace(race);
    }

    /// The reader of the schedule shall see who waits for what.
    private static void show(Run run, ControlledThread thread, Stuck stuck) {
        if (run.trace() == null) {
            return;
        }
        ControlledThread.Call call = thread.calls.peek();
        if (call != null) {
            String held = stuck.holder().isKnown() ? ", held by " + stuck.holder().thread() : "";
            boolean ends = stuck.awaited() == Awaited.END || stuck.awaited() == Awaited.PERMIT;
            run.trace()
                    .amend(
                            thread,
                            call.begun(),
                            "waits for " + stuck.what() + (ends ? "" : held),
                            call.site());
        }
    }

    private static Verdict.Refused waitsForTheOutside(List<ControlledThread> threads) {
        for (ControlledThread thread : threads) {
            for (StackTraceElement frame : thread.thread.getStackTrace()) {
                if (frame.getClassName().startsWith("sun.nio.ch.")) {
                    return new Verdict.Refused(
                            thread + " waits for real input or output",
                            lineOf(thread.thread),
                            "use a plain @Test with probes for code that talks to the outside");
                }
            }
        }
        return null;
    }

    /// The line of the program where a thread stands.
    static String lineOf(Thread thread) {
        return lineOf(thread.getStackTrace());
    }

    static String lineOf(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (InstrumentedClasses.NAME.equals(frame.getClassLoaderName())) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
