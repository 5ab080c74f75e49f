package workbook.testkit.explorer.run;

import java.util.List;

/// Looks at a run in which nothing can happen any more, and says what is wrong with it, if anything
/// is.
final class Postmortem {
    private Postmortem() {}

    /// @return null if every thread has ended, and none raced with another
    static Verdict of(Run run) {
        List<ControlledThread> left = run.scheduler.unfinished();
        if (left.isEmpty()) {
            return run.memory.race() == null ? null : new Verdict.DataRace(run.memory.race());
        }
        for (ControlledThread thread : left) {
            if (waitsForTheOutside(thread)) {
                return Verdict.Refused.outside(thread);
            }
        }
        for (ControlledThread thread : left) {
            if (thread.interruption() != null) {
                return new Verdict.InterruptIgnored(thread, left);
            }
        }
        boolean mainIsStuck = left.getFirst().id == 0;
        return mainIsStuck ? new Verdict.Deadlock(left) : new Verdict.ThreadsLeft(left);
    }

    private static boolean waitsForTheOutside(ControlledThread thread) {
        for (StackTraceElement frame : thread.thread.getStackTrace()) {
            if (frame.getClassName().startsWith("sun.nio.ch.")) {
                return true;
            }
        }
        return false;
    }
}
