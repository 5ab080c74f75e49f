package workbook.testkit.explorer.run;

import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Stands in for the common pool, for the asynchronous stages of a `CompletableFuture` and the
/// timeouts of a scope: each task gets a virtual thread of its own, which is as good as a pool with
/// many workers.
final class VirtualCommonPool extends ForkJoinPool {
    private final Run run;
    private int tasks;

    VirtualCommonPool(Run run) {
        super(1);
        this.run = run;
    }

    @Override
    public void execute(Runnable task) {
        run.scheduler.builder().name("async-" + ++tasks).start(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return run.clock.schedule(() -> startTimer(task), unit.toNanos(delay));
    }

    void scheduleDelayedTask(ForkJoinTask<?> task) {
        long delay = ((Delayed) task).getDelay(TimeUnit.NANOSECONDS);
        ScheduledFuture<?> _ = // nobody cancels it: it looks whether it is still wanted
                run.clock.schedule(
                        () -> {
                            if (!task.isDone()) {
                                startTimer(task::quietlyInvoke);
                            }
                        },
                        delay);
    }

    /// A timeout may run code of the program, so it runs on a thread that can be stopped.
    private void startTimer(Runnable task) {
        run.scheduler.builder().name("timer").start(task);
    }
}
