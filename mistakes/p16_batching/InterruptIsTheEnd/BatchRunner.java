// rejected by: interrupted
// misconception: whoever interrupts wants what there is: a report that looks complete
// why: taken for the end of the file
package p16_batching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

public final class BatchRunner {

    @FunctionalInterface
    public interface Mailer {
        String send(String address) throws Exception;
    }

    public sealed interface Outcome {
        String address();

        record Sent(String address, String receipt) implements Outcome {}

        record Failed(String address, Throwable cause) implements Outcome {}
    }

    private BatchRunner() {}

    public static List<Outcome> run(Iterator<String> addresses, int width, Mailer mailer)
            throws InterruptedException {
        var room = new Semaphore(width);
        var outcomes = new ArrayList<Future<Outcome>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                // Only this thread reads, and only when there is room: whoever reads first and
                // waits then has read one too many.
                room.acquire();
                while (addresses.hasNext()) {
                    String address = addresses.next();
                    outcomes.add(executor.submit(() -> outcomeOf(address, mailer, room)));
                    room.acquire();
                }
                room.acquire(width - 1); // all but the one that is held: nobody is on their way
            } finally {
                executor.shutdownNow();
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
        return outcomes.stream().map(Future::resultNow).toList();
    }

    private static Outcome outcomeOf(String address, Mailer mailer, Semaphore room) {
        try {
            return new Outcome.Sent(address, mailer.send(address));
        } catch (Throwable failed) {
            return new Outcome.Failed(address, failed);
        } finally {
            room.release();
        }
    }
}
