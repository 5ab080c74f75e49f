package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// # The report that says "refused: 0"
///
/// *Repair · 20 minutes*
///
/// All day a shop ships its orders in the background. At night a report waits for the shipments and
/// says what became of them. Its readers complain:
///
/// - "Refused: none, every night. But we know customers whose card was refused."
/// - "An order that was cancelled counts as shipped."
/// - "The program that prints the labels had two bugs. For a month the report did not mention
///   them."
/// - "When the night job is stopped, the report goes on, and it is wrong."
///
/// Repair it. `report` waits for all shipments and makes one outcome for each, in their order:
///
/// - `Shipped`, with the parcel.
/// - `Refused`, with the `RefusedException` that the shipment ended with.
/// - `Cancelled`, if the future was cancelled, and also if the shipment ended with an
///   `InterruptedException` or a `CancellationException`.
/// - `Broken`, with what was thrown, for anything else. That is a bug in the shop. An `Error` is
///   one too.
/// - What a shipment ended with may be wrapped in an `ExecutionException` or a
///   `CompletionException`, or in several of them. The outcome holds what is inside. Any other
///   exception is no wrapping, even if it has a cause.
///
/// And then:
///
/// - If there is a bug, nobody may overlook it: `report` throws a `BrokenShopException`, with the
///   outcomes of all the shipments. Its cause is the first bug, in the order of the shipments. The
///   other bugs are suppressed exceptions of the `BrokenShopException`, in their order, each once:
///   two shipments may have failed with the same object.
/// - If whoever calls `report` is interrupted, it throws an `InterruptedException`. The shipments
///   go on: they are not the report's to cancel.
public final class OrderReport {

    /// An order on its way.
    ///
    /// @param parcel what it is shipped as, once it is
    public record Shipment(int order, Future<String> parcel) {}

    /// What became of an order.
    public sealed interface Outcome {
        int order();
    }

    public record Shipped(int order, String parcel) implements Outcome {}

    public record Refused(int order, RefusedException reason) implements Outcome {}

    public record Cancelled(int order) implements Outcome {}

    public record Broken(int order, Throwable bug) implements Outcome {}

    /// The bank does not pay. That happens.
    public static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
            super(message);
        }
    }

    /// The shop has a bug, or several.
    public static final class BrokenShopException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<Outcome> outcomes;

        /// @param outcomes of all the shipments
        /// @param first the first bug
        public BrokenShopException(List<Outcome> outcomes, Throwable first) {
            super("the shop has a bug", first);
            this.outcomes = List.copyOf(outcomes);
        }

        public List<Outcome> outcomes() {
            return outcomes;
        }
    }

    /// @param shipments what to report of; may be empty, never null
    /// @return one outcome per shipment, in their order
    /// @throws BrokenShopException if a shipment ended with a bug
    public static List<Outcome> report(List<Shipment> shipments)
            throws BrokenShopException, InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (Shipment shipment : shipments) {
            Object result = resultOrNull(shipment);
            if (result instanceof RefusedException refused) {
                outcomes.add(new Refused(shipment.order(), refused));
            } else if (result != null) {
                outcomes.add(new Shipped(shipment.order(), result.toString()));
            }
        }
        return outcomes;
    }

    /// Returns the parcel, or what went wrong.
    private static Object resultOrNull(Shipment shipment) {
        try {
            return shipment.parcel().get();
        } catch (ExecutionException failed) {
            return null; // not shipped
        } catch (Exception other) {
            return other;
        }
    }

    private OrderReport() {}
}
