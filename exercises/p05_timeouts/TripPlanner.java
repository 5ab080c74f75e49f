package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// # One deadline for a whole trip
///
/// *Implement · 20 minutes*
///
/// A traveller asks for a trip and looks at the screen. Four services know something about it, and
/// their answers build on each other. The traveller does not care which of them is slow: there is
/// one limit for the whole.
///
/// 1. `stations` is asked with the place, and answers with a station.
/// 2. `trains` and `hotels` are both asked with the station, at the same time.
/// 3. `prices` is asked with the train and the hotel, as `train + " + " + hotel`.
///
/// - Each service is told as its `budget` what is left of the limit when it is asked.
/// - When the limit is over, whatever still runs is interrupted, and the plan is `OutOfTime` in the
///   step that has not ended. It is returned then, not later. The services end as soon as they are
///   interrupted, but do not rely on their keeping to the budget.
/// - No service is asked when nothing is left of the limit: the plan is `OutOfTime` in that step.
/// - If a service fails, `plan` throws an `ExecutionException` whose cause is what the service
///   threw. If the other one of its step is still at work, its answer may be waited for, until the
///   limit is over.
/// - No thread outlives the method.
///
/// Write small classes and methods of your own as you need them.
public final class TripPlanner {

    /// A service on another machine.
    @FunctionalInterface
    public interface Service {

        /// @param budget after how long nobody wants the answer any more
        String ask(String question, Duration budget) throws Exception;
    }

    public record Services(Service stations, Service trains, Service hotels, Service prices) {}

    /// The steps of a plan, in their order.
    public enum Step {
        STATION,
        TRAIN_AND_HOTEL,
        PRICE
    }

    /// What the traveller gets to see.
    public sealed interface Plan {

        record Ready(String train, String hotel, String price) implements Plan {}

        /// @param step the step that has not ended, or was not begun
        record OutOfTime(Step step) implements Plan {}
    }

    /// @param limit how long the traveller waits; zero if they have waited long enough already
    /// @throws ExecutionException if a service failed; its cause is what the service threw
    public static Plan plan(String place, Duration limit, Services services)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException(
                "TODO: ask the services, with one deadline for all");
    }

    private TripPlanner() {}
}
