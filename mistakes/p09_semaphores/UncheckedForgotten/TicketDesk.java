// rejected by: failureFreesTheCounter
// misconception: "a purchase fails with an IOException": the next failure is of another type
// why: release() does not run for a failure of this type
package p09_semaphores;

import java.io.IOException;
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
        T ticket;
        try {
            ticket = purchase.call();
        } catch (IOException | InterruptedException failed) {
            counters.release();
            throw failed;
        }
        counters.release();
        return Optional.of(ticket);
    }
}
