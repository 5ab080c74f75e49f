// rejected by: requiredFails
// misconception: "all run at once, so the order of the waits is free": failures are seen last
// why: waited for before the user
package p14_api_aggregator;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class UserPage {

    @FunctionalInterface
    public interface Service {
        String ask(String userId) throws Exception;
    }

    public record Services(Service users, Service orders, Service profiles) {}

    public record Overview(String user, Optional<String> orders, Optional<String> profile) {}

    public static Overview overview(String userId, Services services)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var user = executor.submit(() -> services.users().ask(userId));
                var orders = executor.submit(() -> services.orders().ask(userId));
                var profile = executor.submit(() -> services.profiles().ask(userId));
                var someOrders = optional(orders);
                var someProfile = optional(profile);
                return new Overview(user.get(), someOrders, someProfile);
            } finally {
                executor.shutdownNow(); // close() waits until what it interrupts has ended
            }
        }
    }

    private static Optional<String> optional(Future<String> part) throws InterruptedException {
        try {
            return Optional.of(part.get());
        } catch (ExecutionException missing) {
            return Optional.empty();
        }
    }

    private UserPage() {}
}
