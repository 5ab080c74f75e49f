package p14_api_aggregator;

import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// # A page that needs its user, and nothing else
///
/// *Implement · 8 minutes*
///
/// A page shows a user, with orders and a profile. Three services know these things. Without the
/// user there is no page. Without the rest there is a smaller one.
///
/// - All three services are asked at once, with the id of the user.
/// - If the orders or the profile fail, that part is empty. Nothing else changes.
/// - If the user fails, `overview` throws an `ExecutionException` whose cause is what the service
///   threw. It does so at once, whatever the other two do: they are interrupted.
/// - If the caller is interrupted, the calls are interrupted, and `overview` throws
///   `InterruptedException`.
/// - No call outlives the method. A call that is interrupted may take a while to clean up.
public final class UserPage {

    /// A service on another machine.
    @FunctionalInterface
    public interface Service {
        String ask(String userId) throws Exception;
    }

    public record Services(Service users, Service orders, Service profiles) {}

    /// What the page shows.
    public record Overview(String user, Optional<String> orders, Optional<String> profile) {}

    /// @throws ExecutionException if the user failed; its cause is what the service threw
    public static Overview overview(String userId, Services services)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException(
                "TODO: ask the services, and put the page together");
    }

    private UserPage() {}
}
