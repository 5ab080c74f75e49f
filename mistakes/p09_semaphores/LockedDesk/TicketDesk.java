// rejected by: countersServe
// misconception: "a fair lock keeps the order": it also keeps all counters but one closed
// why: a lock lets one in at a time
package p09_semaphores;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

public final class TicketDesk {

    private final ReentrantLock lock = new ReentrantLock(true);

    public TicketDesk(int counters) {
        if (counters < 1) {
            throw new IllegalArgumentException("counters must be at least 1, was " + counters);
        }
    }

    public <T> Optional<T> serve(Callable<T> purchase, Duration patience) throws Exception {
        if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(purchase.call());
        } finally {
            lock.unlock();
        }
    }
}
