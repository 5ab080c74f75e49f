package workbook.testkit.explorer.search;

/// Proposes one schedule after the other, and learns from each run where the next ones could
/// differ.
public interface Search {
    /// The decisions of the next run, or null when there is nothing left to try.
    Follow next();

    /// The last run found new places where the order matters: what was tried before them is worth
    /// little.
    void restart();

    /// Decides one run, and knows afterwards which schedule that was.
    interface Follow extends Decider {
        Schedule schedule();

        /// Whether every departure asked for was possible. If not, the program did something else
        /// than the last time it ran under the same schedule.
        boolean completed();
    }
}
