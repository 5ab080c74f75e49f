// rejected by: wrappingsPeeled
// misconception: "the cause of the wrapping is the failure": the cause may be a wrapping itself
// why: the wrapping was taken for a bug
package p04_error_handling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
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
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        var bugs = new ArrayList<Throwable>();
        for (Shipment shipment : shipments) {
            Outcome outcome = outcomeOf(shipment);
            outcomes.add(outcome);
            if (outcome instanceof Broken broken && told.add(broken.bug())) {
                bugs.add(broken.bug());
            }
        }
        if (!bugs.isEmpty()) {
            var broken = new BrokenShopException(outcomes, bugs.removeFirst());
            bugs.forEach(broken::addSuppressed);
            throw broken;
        }
        return outcomes;
    }

    private static Outcome outcomeOf(Shipment shipment) throws InterruptedException {
        int order = shipment.order();
        try {
            return new Shipped(order, shipment.parcel().get());
        } catch (CancellationException cancelled) {
            return new Cancelled(order);
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case RefusedException refused -> new Refused(order, refused);
                case InterruptedException interrupted -> new Cancelled(order);
                case CancellationException cancelled -> new Cancelled(order);
                case Throwable bug -> new Broken(order, bug);
            };
        }
    }

    private OrderReport() {}
}
