// rejected by: patienceIsForTheQueue
// misconception: "a time limit for all of it is a patience": it ends the purchase as well
// why: the patience of 40 ms ended the purchase
package p09_semaphores;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class TicketDesk {

    private final Semaphore counters;

    public TicketDesk(int counters) {
        this.counters = new Semaphore(counters, true);
    }

    public <T> Optional<T> serve(Callable<T> purchase, Duration patience) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> ticket =
                    executor.submit(() -> {
                        counters.acquire();
                        try {
                            return purchase.call();
                        } finally {
                            counters.release();
                        }
                    });
            try {
                return Optional.of(ticket.get(patience.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException patienceOver) {
                return Optional.empty();
            } finally {
                ticket.cancel(true);
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) failed.getCause();
        }
    }
}
