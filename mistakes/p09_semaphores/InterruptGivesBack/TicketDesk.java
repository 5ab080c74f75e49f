// rejected by: interruptedInTheQueue
// misconception: "an interrupted customer gives the counter back": in the queue it has none
// why: the interrupted customer gave back a permit that was never taken
package p09_semaphores;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class TicketDesk {

    private final Semaphore counters;

    public TicketDesk(int counters) {
        this.counters = new Semaphore(counters, true);
    }

    public <T> Optional<T> serve(Callable<T> purchase, Duration patience) throws Exception {
        boolean atCounter;
        try {
            atCounter = counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException calledAway) {
            counters.release();
            throw calledAway;
        }
        if (!atCounter) {
            return Optional.empty();
        }
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
