// rejected by: eachHasItsOutcome
// misconception: each worker asks the file for itself: nothing keeps two of them apart
// why: nothing keeps them apart
package p16_batching;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

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
        var outcomes = new ConcurrentSkipListMap<Integer, Outcome>();
        var numbers = new AtomicInteger();
        Callable<Void> worker =
                () -> {
                    while (addresses.hasNext()) {
                        outcomes.put(
                                numbers.getAndIncrement(), outcomeOf(addresses.next(), mailer));
                    }
                    return null;
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.invokeAll(Collections.nCopies(width, worker));
        }
        return List.copyOf(outcomes.values());
    }

    private static Outcome outcomeOf(String address, Mailer mailer) {
        try {
            return new Outcome.Sent(address, mailer.send(address));
        } catch (Throwable failed) {
            return new Outcome.Failed(address, failed);
        }
    }
}
