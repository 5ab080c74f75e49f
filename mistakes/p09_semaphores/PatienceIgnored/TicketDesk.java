// rejected by: patienceEnds
// misconception: "acquire() before try is the pattern": it waits without end
// why: acquire() waits without end
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
        counters.acquire();
        try {
            return Optional.of(purchase.call());
        } finally {
            counters.release();
        }
    }
}
