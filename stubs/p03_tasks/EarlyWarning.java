package p03_tasks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// # An early warning
///
/// *Implement · 15 minutes*
///
/// Every night a shop imports prices, orders and pictures. The pictures take hours. When the import
/// of the prices fails after a minute, somebody wants to know *then*, and not in the morning
/// because the pictures stand first in the list.
///
/// - All jobs start at once, each on a virtual thread of its own.
/// - A failure is told as soon as it happens, whatever the order of `jobs`.
/// - Every failure is told once, with the job's name and what the job threw, be it an exception or
///   an error. The other jobs go on.
/// - The alarm is called on the thread that called `runAll`, because the alarm is not thread-safe.
/// - The method returns when every job has ended. No jobs: it returns at once.
/// - When the caller is interrupted, somebody has cancelled the import: the jobs are interrupted
///   too, and the method throws `InterruptedException` once they have ended.
public final class EarlyWarning {

    /// What to do, and what to call it.
    public record Job(String name, Callable<?> work) {}

    /// @param job the name of the job that failed
    /// @param cause what the job threw, as it threw it
    public record Failure(String job, Throwable cause) {}

    /// @param jobs what to run; may be empty, never null
    /// @param alarm called for each failure, in the order in which they happen
    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: run the jobs, tell each failure at once");
    }

    private EarlyWarning() {}
}
