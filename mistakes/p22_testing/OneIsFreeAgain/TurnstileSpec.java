// rejected by: freedTwice
// misconception: "somebody can enter after the failure, so the place came back": or two of them did
// why: the test sees that there is a place, and not how many there are
package p22_testing;

import java.io.IOException;
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
        var turnstile = turnstiles.withPlaces(2);
        expectTwoPlaces(turnstile);
        for (int failure = 0; failure < 2; failure++) {
            try {
                turnstile.enter(() -> {
                    throw new IOException("a visitor was taken ill");
                });
                throw new AssertionError("expected a failure");
            } catch (IOException foreseen) {
                expect(turnstile.enter(() -> "ticket").isPresent(), "a free place");
            }
        }
    }

    private static void expectTwoPlaces(Turnstile turnstile) throws Exception {
        var inside = new CountDownLatch(2);
        var gate = new CountDownLatch(1);
        Callable<Boolean> stay =
                () -> {
                    inside.countDown();
                    return gate.await(10, TimeUnit.SECONDS);
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> turnstile.enter(stay));
            executor.submit(() -> turnstile.enter(stay));
            boolean full = inside.await(10, TimeUnit.SECONDS);
            var third = executor.submit(() -> turnstile.enter(() -> "ticket"));
            boolean turnedAway = third.get(10, TimeUnit.SECONDS).isEmpty();
            gate.countDown();
            expect(full && turnedAway, "two inside, and the third turned away");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
