// rejected by: noBarrier
// misconception: without batches there is no barrier: the oldest mail of the window is one too
// why: the run waits for its oldest mail
package p16_batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        var report = new ArrayList<Outcome>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var window = new ArrayDeque<Future<Outcome>>();
            try {
                while (addresses.hasNext()) {
                    String address = addresses.next();
                    window.addLast(executor.submit(() -> outcomeOf(address, mailer)));
                    if (window.size() == width) {
                        report.add(window.removeFirst().get());
                    }
                }
                while (!window.isEmpty()) {
                    report.add(window.removeFirst().get());
                }
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                executor.shutdownNow();
            }
        }
        return report;
    }

    private static Outcome outcomeOf(String address, Mailer mailer) {
        try {
            return new Outcome.Sent(address, mailer.send(address));
        } catch (Throwable failed) {
            return new Outcome.Failed(address, failed);
        }
    }
}
