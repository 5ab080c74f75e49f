// rejected by: patienceEnds
// misconception: "tryAcquire() waits a while": without a time it does not wait at all
// why: without a time, tryAcquire does not wait
package p09_semaphores;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

public final class TicketDesk {

    private final Semaphore counters;

    public TicketDesk(int counters) {
        this.counters = new Semaphore(counters, true);
    }

    public <T> Optional<T> serve(Callable<T> purchase, Duration patience) throws Exception {
        if (!counters.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
