// rejected by: requiredFails
// misconception: "invokeAll is gather": it waits for all, also when one has failed
// why: invokeAll() waits for all
package p14_api_aggregator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
                List<Callable<String>> calls =
                        List.of(
                                () -> services.users().ask(userId),
                                () -> services.orders().ask(userId),
                                () -> services.profiles().ask(userId));
                var parts = executor.invokeAll(calls);
                return new Overview(
                        parts.get(0).get(), optional(parts.get(1)), optional(parts.get(2)));
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
