package workbook.testkit.explorer.run;

import java.util.List;

/// What one run showed to be wrong.
sealed interface Verdict {
    /// The body ended with an exception, an assertion's or another.
    record Failed(Throwable failure) implements Verdict {}

    record Deadlock(List<Stuck> threads) implements Verdict {}

    /// The body returned and these threads are blocked for good.
    record ThreadsLeft(List<Stuck> threads) implements Verdict {}

    /// A thread was interrupted and went on as if it had not been.
    record InterruptIgnored(Stuck thread) implements Verdict {}

    record Uncaught(ControlledThread thread, Throwable failure) implements Verdict {}

    record NoProgress(String thread, String where, int steps) implements Verdict {}

    record DataRace(Memory.Race race) implements Verdict {}

    /// The explorer cannot control this program: nothing is known about it.
    record Refused(String what, String where, String instead) implements Verdict {}
}
