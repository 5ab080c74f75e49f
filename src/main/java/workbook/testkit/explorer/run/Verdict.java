package workbook.testkit.explorer.run;

import java.util.List;
import workbook.testkit.explorer.code.ExploredClasses;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Memory;

/// What one run showed to be wrong.
public sealed interface Verdict {
    /// The body ended with an exception, an assertion's or another.
    record Failed(Throwable failure) implements Verdict {}

    /// The body waits for ever, and so do all of these threads.
    record Deadlock(List<ControlledThread> threads) implements Verdict {}

    /// The body returned and these threads are blocked for good.
    record ThreadsLeft(List<ControlledThread> threads) implements Verdict {}

    /// A thread was interrupted and went on as if it had not been.
    ///
    /// @param threads all that are blocked for good
    record InterruptIgnored(ControlledThread thread, List<ControlledThread> threads)
            implements Verdict {}

    /// A thread ended by an exception that nobody handles.
    record Uncaught(ControlledThread thread, Throwable failure) implements Verdict {}

    /// A thread goes round and round.
    record NoProgress(String thread, String where, int steps) implements Verdict {}

    /// Two accesses to the same memory that nothing orders.
    record DataRace(Memory.Race race) implements Verdict {}

    /// The explorer cannot control this program: nothing is known about it.
    ///
    /// @param where the line, or "" if there is none
    record Refused(String what, String where, String instead) implements Verdict {
        /// The hooks made a class that the JVM does not take: that is no mistake of the program.
        static Refused spoilt(LinkageError e) {
            return new Refused(
                    "code that its hooks have spoilt (" + e + ")",
                    ExploredClasses.lineOf(e.getStackTrace()),
                    "report this as a defect of the workbook, with the code");
        }

        static Refused foreign(Thread thread, Site site) {
            return new Refused(
                    "this line runs on the thread \""
                            + thread.getName()
                            + "\", which the explorer cannot stop",
                    site.location(),
                    "give the work to an executor or a thread that the check creates");
        }

        static Refused pinned(ControlledThread me) {
            return new Refused(
                    me + " would have to wait inside a static initializer or a native method",
                    ExploredClasses.lineOf(Thread.currentThread()),
                    "do the waiting outside of the static initializer");
        }

        static Refused outside(ControlledThread thread) {
            return new Refused(
                    thread + " waits for real input or output",
                    ExploredClasses.lineOf(thread.thread),
                    "use a plain @Test with probes for code that talks to the outside");
        }

        static Refused interrupted() {
            return new Refused("a check that is interrupted", "", "let it run to its end");
        }
    }
}
