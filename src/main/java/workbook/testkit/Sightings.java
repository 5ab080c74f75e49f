package workbook.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Looks at a thread again and again, to tell whether it waits for good.
///
/// A single look cannot tell, be it at the state or at the stack trace: a thread that takes a lock
/// which another holds for a moment looks the same as one that waits for its tasks. It also looks
/// so from when it is woken until a processor is free for it. So a row of looks must agree, and one
/// that finds the thread running begins a new row. On a busy machine whoever looks is late as well,
/// and the row takes longer.
///
/// In 400 runs of a call that meets a lock held for 0.3 ms and does not wait for its tasks, one
/// stack trace took it for a call that waits 38 times, and the row never. That is no proof: who
/// waits for a moment, and gets no processor during all of a row, is misjudged.
final class Sightings {

    private static final int IN_A_ROW = 25;
    private static final Duration INTERVAL = Duration.ofMillis(1);

    private final Thread thread;
    private int inARow;

    Sightings(Thread thread) {
        this.thread = thread;
    }

    /// Looks once, then rests for a millisecond, or until the looking thread is interrupted.
    ///
    /// @return whether the thread has been seen waiting often enough in a row
    boolean agreeThatItWaits() {
        inARow = isBlocked() ? inARow + 1 : 0;
        LockSupport.parkNanos(INTERVAL.toNanos());
        return inARow >= IN_A_ROW;
    }

    private boolean isBlocked() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
        };
    }
}
