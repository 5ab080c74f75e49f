// rejected by: interruptedInTheQueue
// misconception: "interrupted or impatient, it was not served": one of them was asked to stop
// why: the customer cannot tell being called away from losing patience
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
        try {
            if (!counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException calledAway) {
            return Optional.empty();
        }
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
