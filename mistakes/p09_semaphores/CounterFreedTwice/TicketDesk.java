// rejected by: failureFreesTheCounter
// misconception: "give it back on failure, and in finally to be safe": twice is once too often
// why: the permit of a failed purchase came back twice
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
        } catch (Exception failed) {
            counters.release();
            throw failed;
        } finally {
            counters.release();
        }
    }
}
