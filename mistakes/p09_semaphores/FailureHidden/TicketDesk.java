// rejected by: failureFreesTheCounter
// misconception: "no ticket is no ticket": a failed purchase looks like lost patience
// why: the failure was caught and dropped on its way
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
        if (!counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(purchase.call());
        } catch (InterruptedException calledAway) {
            throw calledAway;
        } catch (Exception failed) {
            return Optional.empty();
        } finally {
            counters.release();
        }
    }
}
