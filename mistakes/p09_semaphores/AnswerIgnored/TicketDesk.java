// rejected by: patienceEnds
// misconception: "after tryAcquire I have a permit": only if it said true
// why: tryAcquire said false, and nobody listened
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
        counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
