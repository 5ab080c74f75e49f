package workbook.testkit.explorer.run;

import java.util.List;
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
    record Refused(String what, String where, String instead) implements Verdict {}
}
