// rejected by: sameBugOnce
// misconception: "the same bug comes twice in a row": another may lie between
// why: told as suppressed too
package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

public final class OrderReport {

    public record Shipment(int order, Future<String> parcel) {}

    public sealed interface Outcome {
        int order();
    }

    public record Shipped(int order, String parcel) implements Outcome {}

    public record Refused(int order, RefusedException reason) implements Outcome {}

    public record Cancelled(int order) implements Outcome {}

    public record Broken(int order, Throwable bug) implements Outcome {}

    public static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
            super(message);
        }
    }

    public static final class BrokenShopException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<Outcome> outcomes;

        public BrokenShopException(List<Outcome> outcomes, Throwable first) {
            super("the shop has a bug", first);
            this.outcomes = List.copyOf(outcomes);
        }

        public List<Outcome> outcomes() {
            return outcomes;
        }
    }

    public static List<Outcome> report(List<Shipment> shipments)
            throws BrokenShopException, InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (Shipment shipment : shipments) {
            outcomes.add(outcome(shipment));
        }
        var bugs = new ArrayList<Throwable>();
        for (var o : outcomes) {
            if (o instanceof Broken b && (bugs.isEmpty() || bugs.getLast() != b.bug())) {
                bugs.add(b.bug());
            }
        }
        if (!bugs.isEmpty()) {
            var broken = new BrokenShopException(outcomes, bugs.get(0));
            for (int i = 1; i < bugs.size(); i++) {
                broken.addSuppressed(bugs.get(i));
            }
            throw broken;
        }
        return outcomes;
    }

    private static Outcome outcome(Shipment shipment) throws InterruptedException {
        try {
            return new Shipped(shipment.order(), shipment.parcel().get());
        } catch (CancellationException e) {
            return new Cancelled(shipment.order());
        } catch (ExecutionException failed) {
            Throwable t = failed;
            while ((t instanceof ExecutionException || t instanceof CompletionException)
                    && t.getCause() != null) {
                t = t.getCause();
            }
            if (t instanceof RefusedException r) {
                return new Refused(shipment.order(), r);
            }
            if (t instanceof InterruptedException || t instanceof CancellationException) {
                return new Cancelled(shipment.order());
            }
            return new Broken(shipment.order(), t);
        }
    }

    private OrderReport() {}
}
