// rejected by: noBarrier
// misconception: the failures were the fault: the batch still waits for its slowest mail
// why: its barrier keeps the other
package p16_batching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
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
            while (addresses.hasNext()) {
                var batch = new ArrayList<Callable<Outcome>>();
                while (batch.size() < width && addresses.hasNext()) {
                    String address = addresses.next();
                    batch.add(() -> outcomeOf(address, mailer));
                }
                for (Future<Outcome> mail : executor.invokeAll(batch)) {
                    report.add(mail.resultNow());
                }
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
