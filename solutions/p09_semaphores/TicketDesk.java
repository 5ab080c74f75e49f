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
        // With a time, tryAcquire queues like the others. Without one it would overtake them.
        if (!counters.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        // From here on this customer has a counter, and gives it back once, whatever happens.
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
