// rejected by: eachHasItsOutcome
// misconception: whoever is done writes itself into the report: the slow ones come last
// why: in the order in which the mails were done
package p16_batching;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
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
        var report = new ConcurrentLinkedQueue<Outcome>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                // Only this thread reads, and only when there is room: whoever reads first and
                // waits then has read one too many.
                room.acquire();
                while (addresses.hasNext()) {
                    String address = addresses.next();
                    executor.submit(() -> report.add(outcomeOf(address, mailer, room)));
                    room.acquire();
                }
                room.acquire(width - 1); // all but the one that is held: nobody is on their way
            } finally {
                executor.shutdownNow(); // after an interrupt; otherwise there is nobody to stop
            }
        }
        return List.copyOf(report);
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
