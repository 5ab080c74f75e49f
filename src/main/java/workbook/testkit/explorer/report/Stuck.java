package workbook.testkit.explorer.report;

import workbook.testkit.explorer.trace.Step;

/// A thread that cannot go on: what it waits for, and who could give it.
///
/// @param born the call that started the thread, as `by pool.submit at Hits.java:12`, or ""
/// @param what what it waits for, as a noun phrase: `the lock of account`
/// @param where the line where it waits, or "" if it waits in no line of the program
/// @param swallowed the line where it learnt of an interrupt and went on, or ""
record Stuck(
        String thread,
        String born,
        Awaited awaited,
        String what,
        Holder holder,
        String where,
        Step interruption,
        String swallowed) {

    /// Who has what a thread waits for, or was the last to take it.
    ///
    /// @param thread "" if nobody is known
    /// @param what what it took, by which it keeps others waiting
    /// @param since the line where it was taken, or ""; of permits, all that were not given back
    record Holder(String thread, String what, String since, boolean ended) {
        static final Holder NOBODY = new Holder("", "", "", false);

        boolean isKnown() {
            return !thread.isEmpty();
        }
    }

    /// `task 1 waits for the lock of account (Bank.java:24)`
    String waiting() {
        return thread + " waits for " + what + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /// Where the thread came from, as an insertion into a sentence, or "".
    String origin() {
        return born.isEmpty() ? "" : ", started " + born + ",";
    }

    /// Whether it waits for what one other thread has, and no third could give.
    boolean dependsOn(Stuck other) {
        return awaited != Awaited.PERMIT && !holder.ended && holder.thread.equals(other.thread);
    }
}
