// rejected by: requiredFails
// misconception: "closing the executor ends its tasks": closing waits for them
// why: close() waits for every task
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
            var user = executor.submit(() -> services.users().ask(userId));
            var orders = executor.submit(() -> services.orders().ask(userId));
            var profile = executor.submit(() -> services.profiles().ask(userId));
            // The required part first: its failure must not wait for the others.
            return new Overview(user.get(), optional(orders), optional(profile));
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
