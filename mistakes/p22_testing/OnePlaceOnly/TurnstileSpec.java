// rejected by: oneAtATime
// misconception: "one place is the simplest case, so it will do": a limit of one looks like a lock
// why: a limit that is too low breaks no limit
package p22_testing;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

public final class TurnstileSpec {

    private TurnstileSpec() {}

    public interface Turnstile {
        <T> Optional<T> enter(Callable<T> visit) throws Exception;
    }

    @FunctionalInterface
    public interface Builder {
        Turnstile withPlaces(int places);
    }

    public static void test(Builder turnstiles) throws Exception {
        var turnstile = turnstiles.withPlaces(1);
        var inside = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        Callable<Boolean> stay =
                () -> {
                    inside.countDown();
                    return gate.await(10, TimeUnit.SECONDS);
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> turnstile.enter(stay));
            expect(inside.await(10, TimeUnit.SECONDS), "a visitor inside");
            var second = turnstile.enter(() -> "ticket");
            gate.countDown();
            expect(second.isEmpty(), "that the second visitor is turned away");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
