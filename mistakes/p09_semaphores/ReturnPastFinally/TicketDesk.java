// rejected by: patienceEnds
// misconception: "whoever returns early is out of it": finally runs after a return as well
// why: finally gave back a permit that the impatient customer never had
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
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
