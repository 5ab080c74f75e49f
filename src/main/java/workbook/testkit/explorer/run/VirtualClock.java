package workbook.testkit.explorer.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Time that stands still while a thread can run and jumps to the next deadline when none can, so
/// that hours pass in no time and measured durations are exact.
public final class VirtualClock {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long START = 1_000_000_000L;
    private static final long CREEP = 1_000_000L;

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong((Timer timer) -> timer.deadline)
                            .thenComparingLong(t -> t.order));
    private long nanos = START;
    private long scheduled;

    private static final class Timer extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final long deadline;
        private final long order;

        Timer(Runnable command, long deadline, long order) {
            super(command, null);
            this.deadline = deadline;
            this.order = order;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0; // only DelayQueue asks, and no timer is in one
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(order, ((Timer) other).order);
        }
    }

    public long nanoTime() {
        return nanos;
    }

    long elapsed() {
        return nanos - START;
    }

    public Instant instant() {
        return EPOCH.plusNanos(elapsed());
    }

    ScheduledFuture<?> schedule(Runnable command, long delayNanos) {
        long deadline = nanos + Math.max(0, delayNanos);
        var timer = new Timer(command, deadline < 0 ? Long.MAX_VALUE : deadline, scheduled++);
        timers.add(timer);
        return timer;
    }

    boolean hasTimers() {
        dropCancelled();
        return !timers.isEmpty();
    }

    /// Jumps to the next deadline and runs **all** timers due then: which of the threads they wake
    /// goes first is the scheduler's choice, not the clock's.
    boolean advance() {
        if (!hasTimers()) {
            return false;
        }
        nanos = Math.max(nanos, timers.peek().deadline);
        while (!timers.isEmpty() && timers.peek().deadline <= nanos) {
            timers.poll().run();
        }
        return true;
    }

    /// A thread that does nothing but look at the clock uses up a little time with each look.
    void creep() {
        long next = hasTimers() ? timers.peek().deadline : Long.MAX_VALUE;
        if (nanos + CREEP >= next) {
            advance();
        } else {
            nanos += CREEP;
        }
    }

    /// Whether all that can still happen is one wake-up.
    boolean hasOneTimer() {
        return hasTimers() && timers.stream().filter(timer -> !timer.isCancelled()).count() == 1;
    }

    private void dropCancelled() {
        while (!timers.isEmpty() && timers.peek().isCancelled()) {
            timers.poll();
        }
    }
}
