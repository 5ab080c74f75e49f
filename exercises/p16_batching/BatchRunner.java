package p16_batching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// # The newsletter that takes all night
///
/// *Repair · 14 minutes*
///
/// Each night a news site sends its newsletter, so many mails at once as the mail server bears. The
/// subscribers come from a file too long for the memory, so they are read one by one. The run goes
/// through them in batches. Most mails are accepted within a moment, and still the run takes until
/// the morning. In the report of the run some subscribers are missing: their mails have been sent,
/// and so they are sent once more on the next day.
///
/// Repair the class. Keep what is good: it does not read the whole file first.
///
/// - At most `width` mails are on their way at once. As soon as one of them is done, the next is
///   begun, whatever becomes of the others.
/// - An address is read only when its mail can be begun at once. So there are never more than
///   `width` addresses that are read and not done.
/// - The file is read by one thread at a time: an `Iterator` is not made for more.
/// - Each address has one outcome in the report, in the order of the file.
/// - A mail that fails, in whatever way, has the outcome `Failed` with what was thrown. No other
///   mail suffers from it.
/// - If the thread in `run` is interrupted, the mails on their way are interrupted, no other is
///   begun, and `run` throws `InterruptedException`.
/// - However `run` ends, none of its threads goes on.
public final class BatchRunner {

    /// Sends one mail. Blocks until the server has accepted it, and can be interrupted.
    @FunctionalInterface
    public interface Mailer {
        /// @return the receipt of the server
        String send(String address) throws Exception;
    }

    /// What became of a mail.
    public sealed interface Outcome {
        String address();

        record Sent(String address, String receipt) implements Outcome {}

        record Failed(String address, Throwable cause) implements Outcome {}
    }

    private BatchRunner() {}

    /// @param addresses the file; `hasNext` and `next` may take their time
    /// @param width how many mails may be on their way at once, at least 1
    /// @return the report: an outcome for each address, in the order of the file
    /// @throws InterruptedException if the run was interrupted
    public static List<Outcome> run(Iterator<String> addresses, int width, Mailer mailer)
            throws InterruptedException {
        var report = new ArrayList<Outcome>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            while (addresses.hasNext()) {
                var batch = new ArrayList<String>();
                while (batch.size() < width && addresses.hasNext()) {
                    batch.add(addresses.next());
                }
                int done = 0;
                try {
                    for (Future<Outcome> mail : executor.invokeAll(mails(batch, mailer))) {
                        report.add(mail.get());
                        done++;
                    }
                } catch (ExecutionException failed) {
                    report.add(new Outcome.Failed(batch.get(done), failed.getCause()));
                }
            }
        }
        return report;
    }

    private static List<Callable<Outcome>> mails(List<String> batch, Mailer mailer) {
        return batch.stream()
                .map(address ->
                        (Callable<Outcome>) () -> new Outcome.Sent(address, mailer.send(address)))
                .toList();
    }
}
