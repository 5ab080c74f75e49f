// rejected by: inOrderOfArrival
// misconception: "a semaphore has a queue, so it is fair": newcomers overtake the queue unless it
// is asked for
// why: new Semaphore(n) lets them
package p09_semaphores;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class TicketDesk {

    private final Semaphore counters;

    public TicketDesk(int counters) {
        this.counters = new Semaphore(counters);
    }

    public <T> Optional<T> serve(Callable<T> purchase, Duration patience) throws Exception {
        if (!counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
