package p20_cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// # The import that nobody could stop
///
/// *Repair · 12 minutes*
///
/// At night a shop imports the orders of a supplier: it logs on, stores order after order, and logs
/// off. Whoever runs it can stop it, by interrupting its thread. The people in the shop complain.
///
/// - "We stopped it at six. It went on until eight."
/// - "The order that it was storing when we stopped it is listed as refused. It was fine."
/// - "Once the supplier did not answer when we logged off. The import hung until noon, and could
///   not be stopped either."
/// - "A bug in our own code was counted as a refused order. We found it a month later."
///
/// Repair the class. Keep what is good: an order that the supplier refuses is no reason to stop.
///
/// - `run` stores the orders in their order, and rests for `pause` after each. An order whose
///   `store` throws an `IOException` is refused.
/// - An interrupt ends it, while an order is stored as well as during a rest: no further order is
///   begun, and `run` throws `InterruptedException`.
/// - What `store` throws apart from these two comes out of `run` as it is.
/// - However the import ends, it logs off, once. What `logOff` throws is dropped: a supplier ends a
///   session by itself, too, in the morning.
/// - Logging off takes `patience` at most. When that is over, or if the importing thread is
///   interrupted while it waits, the logging off is interrupted and left behind. It is left running
///   for that moment only: it ends when it is interrupted.
/// - An interrupt that has ended the import does not disturb the logging off.
/// - The report says which orders were stored, which were refused, and whether logging off
///   succeeded within the patience.
public final class OrderImport {

    /// A session with the supplier. Its calls block, and end when their thread is interrupted.
    public interface Session {

        /// @throws IOException if the order was refused
        void store(String order) throws IOException, InterruptedException;

        /// May take for ever.
        void logOff() throws IOException, InterruptedException;
    }

    public record Report(List<String> stored, List<String> refused, boolean loggedOff) {}

    private final Session session;
    private final Duration pause;
    private final Duration patience;

    /// @param pause how long to rest after each order
    /// @param patience how long logging off may take
    public OrderImport(Session session, Duration pause, Duration patience) {
        this.session = session;
        this.pause = pause;
        this.patience = patience;
    }

    public Report run(List<String> orders) throws InterruptedException {
        var stored = new ArrayList<String>();
        var refused = new ArrayList<String>();
        for (String order : orders) {
            try {
                session.store(order);
                stored.add(order);
            } catch (Exception failed) {
                refused.add(order);
            }
            rest();
        }
        return new Report(stored, refused, logOff());
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            // nobody interrupts an import
        }
    }

    private boolean logOff() {
        while (true) {
            try {
                session.logOff();
                return true;
            } catch (InterruptedException later) {
                // logging off must not be skipped: once more
            } catch (IOException failed) {
                return false;
            }
        }
    }
}
