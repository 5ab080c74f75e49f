package p14_api_aggregator;

import java.time.Duration;
import java.util.Optional;

/// # One deadline, and parts that may be missing
///
/// *Implement · 25 minutes*
///
/// A page shows a user, with orders and a profile. The profile is not known by the id of the user:
/// the users service answers with the name of the profile. The user is required. Orders and profile
/// are optional, but a part that is missing says why.
///
/// 1. `users` and `orders` are asked with the id, at the same time.
/// 2. `profiles` is asked with what `users` answered, as soon as that is there.
///
/// - `limit` is for the whole. Each service is told as `timeLeft` what is left of it when it is
///   asked. No service is asked when nothing is left; its part is `LATE`.
/// - A service that knows nothing answers with an empty `Optional`: `UNKNOWN`. One that throws has
///   `FAILED`. One that has not answered when the limit is over is `LATE`, and is interrupted.
/// - If the user is missing, for whatever reason, the outcome is `Refused`. It is returned at once,
///   and the calls that still run are interrupted.
/// - Otherwise the outcome is an `Overview`, as soon as nothing is left to wait for, at the latest
///   when the limit is over.
/// - If the caller is interrupted, the calls are interrupted, and `overview` throws
///   `InterruptedException`.
/// - No call outlives the method. A call ends as soon as it is interrupted, but do not rely on its
///   keeping to `timeLeft`.
///
/// Write small classes and methods of your own as you need them.
public final class OverviewAggregator {

    /// A service on another machine.
    @FunctionalInterface
    public interface Service {

        /// @param timeLeft after how long nobody wants the answer any more
        /// @return empty if there is nothing by that name
        Optional<String> ask(String name, Duration timeLeft) throws Exception;
    }

    public record Services(Service users, Service orders, Service profiles) {}

    /// Why a part is missing.
    public enum Why {
        UNKNOWN,
        FAILED,
        LATE
    }

    /// What a service contributed.
    public sealed interface Part {

        record Present(String text) implements Part {}

        record Missing(Why why) implements Part {}
    }

    /// What becomes of a request.
    public sealed interface Outcome {

        record Overview(String user, Part orders, Part profile) implements Outcome {}

        /// @param why the user is missing
        record Refused(Why why) implements Outcome {}
    }

    /// @param limit how long the client waits; zero if it has waited long enough already
    public static Outcome overview(String id, Duration limit, Services services)
            throws InterruptedException {
        throw new UnsupportedOperationException("TODO: ask the services, with one deadline");
    }

    private OverviewAggregator() {}
}
