// rejected by: optionalLate
// misconception: "a timeout is one of the ways to fail": slow and broken are two things
// why: is LATE
package p14_api_aggregator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class OverviewAggregator {

    @FunctionalInterface
    public interface Service {

        Optional<String> ask(String name, Duration timeLeft) throws Exception;
    }

    public record Services(Service users, Service orders, Service profiles) {}

    public enum Why {
        UNKNOWN,
        FAILED,
        LATE
    }

    public sealed interface Part {

        record Present(String text) implements Part {}

        record Missing(Why why) implements Part {}
    }

    public sealed interface Outcome {

        record Overview(String user, Part orders, Part profile) implements Outcome {}

        record Refused(Why why) implements Outcome {}
    }

    public static Outcome overview(String id, Duration limit, Services services)
            throws InterruptedException {
        var deadline = Deadline.after(limit);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new Calls(executor, deadline);
            try {
                var user = calls.start(services.users(), id);
                var orders = calls.start(services.orders(), id);
                return switch (calls.await(user)) {
                    case Part.Missing(Why why) -> new Outcome.Refused(why);
                    case Part.Present(String name) -> {
                        var profile = calls.start(services.profiles(), name);
                        yield new Outcome.Overview(name, calls.await(orders), calls.await(profile));
                    }
                };
            } finally {
                executor.shutdownNow(); // on every way out; close() waits for what it interrupts
            }
        }
    }

    private record Deadline(long nanos) {

        static Deadline after(Duration limit) {
            return new Deadline(System.nanoTime() + limit.toNanos());
        }

        Duration left() {
            return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
        }
    }

    /// Starts calls and waits for them, with one deadline for all.
    private record Calls(ExecutorService executor, Deadline deadline) {

        Future<Part> start(Service service, String name) {
            var left = deadline.left();
            return left.isZero()
                    ? CompletableFuture.completedFuture(new Part.Missing(Why.LATE))
                    : executor.submit(() -> part(service.ask(name, left)));
        }

        Part await(Future<Part> call) throws InterruptedException {
            try {
                return call.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException failed) {
                return new Part.Missing(Why.FAILED);
            }
        }

        private static Part part(Optional<String> answer) {
            return answer.<Part>map(Part.Present::new)
                    .orElseGet(() -> new Part.Missing(Why.UNKNOWN));
        }
    }

    private OverviewAggregator() {}
}
