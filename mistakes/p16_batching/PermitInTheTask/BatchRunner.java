// rejected by: readsNoFurther
// misconception: permits bound the reading too: each task holds an address while it waits
// why: the whole file is read first
package p16_batching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
                while (addresses.hasNext()) {
                    String address = addresses.next();
                    outcomes.add(executor.submit(() -> outcomeOf(address, mailer, room)));
                }
                for (var outcome : outcomes) {
                    outcome.get();
                }
            } catch (ExecutionException interrupted) {
                throw new InterruptedException();
            } finally {
                executor.shutdownNow(); // after an interrupt; otherwise there is nobody to stop
            }
        }
        return outcomes.stream().map(Future::resultNow).toList();
    }

    private static Outcome outcomeOf(String address, Mailer mailer, Semaphore room)
            throws InterruptedException {
        room.acquire();
        try {
            return new Outcome.Sent(address, mailer.send(address));
        } catch (Throwable failed) {
            return new Outcome.Failed(address, failed);
        } finally {
            room.release();
        }
    }
}
