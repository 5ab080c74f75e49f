// rejected by: interruptedWhileStoring
// misconception: "store threw, so it was refused": InterruptedException is an Exception too
// why: caught with the failures of the order
package p20_cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

public final class OrderImport {

    public interface Session {
        void store(String order) throws IOException, InterruptedException;

        void logOff() throws IOException, InterruptedException;
    }

    public record Report(List<String> stored, List<String> refused, boolean loggedOff) {}

    private final Session session;
    private final Duration pause;
    private final Duration patience;

    public OrderImport(Session session, Duration pause, Duration patience) {
        this.session = session;
        this.pause = pause;
        this.patience = patience;
    }

    public Report run(List<String> orders) throws InterruptedException {
        var stored = new ArrayList<String>();
        var refused = new ArrayList<String>();
        boolean loggedOff = false;
        try {
            for (String order : orders) {
                try {
                    session.store(order);
                    stored.add(order);
                } catch (RuntimeException bug) {
                    throw bug;
                } catch (Exception no) {
                    refused.add(order);
                }
                Thread.sleep(pause);
            }
        } finally {
            loggedOff = logOff();
        }
        return new Report(stored, refused, loggedOff);
    }

    /// On a thread of its own: whoever interrupts the import does not know it, and it can be left
    /// behind when the patience is over.
    private boolean logOff() throws InterruptedException {
        var succeeded = new AtomicBoolean();
        Thread goodbye =
                Thread.ofVirtual()
                        .name("logs off")
                        .start(() -> {
                            try {
                                session.logOff();
                                succeeded.set(true);
                            } catch (Exception dropped) {
                                // the supplier ends the session by itself
                            }
                        });
        boolean ended = false;
        try {
            ended = goodbye.join(patience);
        } finally {
            if (!ended) {
                goodbye.interrupt();
            }
        }
        return ended && succeeded.get();
    }
}
