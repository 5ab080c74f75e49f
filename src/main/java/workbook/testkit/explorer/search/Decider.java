package workbook.testkit.explorer.search;

/// Answers the scheduler's questions during one run.
@FunctionalInterface
public interface Decider {
    /// Chooses which of the options comes next.
    ///
    /// Option 0 is what happens without any interference: the current thread continues or, where it
    /// cannot, the next in order of creation goes on.
    ///
    /// @param step the number of this step, the same in each run that made the same choices before
    ///   it
    /// @param canContinue whether option 0 continues the current thread, so that any other is a
    ///   preemption
    int choose(int step, int options, boolean canContinue);
}
