package workbook.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Looks at a run in which nothing can happen any more, and says what is wrong with it, if anything
/// is.
final class Postmortem {
    private Postmortem() {}

    static Verdict of(Run run) {
        List<ControlledThread> left = run.scheduler.unfinished();
        if (left.isEmpty()) {
            return race(run);
        }
        var stuck = new ArrayList<Verdict.Stuck>();
        for (ControlledThread thread : left) {
            stuck.add(describe(run, thread));
        }
        Verdict.Refused waitsForIo = waitsForTheOutside(left);
        if (waitsForIo != null) {
            return waitsForIo;
        }
        for (Verdict.Stuck thread : stuck) {
            if (thread.interruption() != null) {
                return new Verdict.InterruptIgnored(thread);
            }
        }
        boolean mainIsStuck = left.getFirst().id == 0;
        return mainIsStuck ? new Verdict.Deadlock(stuck) : new Verdict.ThreadsLeft(stuck);
    }

    static Verdict race(Run run) {
        Memory.Race race = run.memory.race();
        if (race == null) {
            return null;
        }
        var names = run.trace() == null ? new Names(run.scheduler) : run.trace().names;
        return new Verdict.DataRace(
                race.location().label(names),
                race.first()
                        + " "
                        + verb(race.firstAccess())
                        + " at "
                        + race.firstAccess().site().location(),
                race.second()
                        + " "
                        + verb(race.secondAccess())
                        + " at "
                        + race.secondAccess().site().location(),
                race.firstAccess().writes() && race.secondAccess().writes());
    }

    private static String verb(ControlledThread.Access access) {
        return access.writes() ? "writes" : "reads";
    }

    private static Verdict.Stuck describe(Run run, ControlledThread thread) {
        var names = run.trace() == null ? new Names(run.scheduler) : run.trace().names;
        String waitsFor = "something unknown";
        String heldBy = "";
        if (thread.waitsFor instanceof Monitors.Monitor monitor) {
            waitsFor = "the lock of " + names.of(monitor.object);
            heldBy =
                    monitor.owner == null
                            ? ""
                            : monitor.owner + " since " + monitor.since.location();
        } else if (thread.waitsFor != null) {
            waitsFor = "a notification on " + names.of(thread.waitsFor);
        } else if (!thread.calls.isEmpty()) {
            ControlledThread.Call call = thread.calls.peek();
            Object receiver = call.receiver();
            waitsFor =
                    (receiver == null ? call.site().simpleOwner() : names.of(receiver))
                            + "."
                            + call.site().name()
                            + "()";
            heldBy = Owners.of(run, receiver, LockSupport.getBlocker(thread.thread));
        }
        return new Verdict.Stuck(
                thread.name, waitsFor, heldBy, lineOf(thread.thread), thread.interruption);
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
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (InstrumentedClasses.NAME.equals(frame.getClassLoaderName())) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
