// rejected by: waits
// misconception: "the call returns at once, it is promised": a test is for programs that break
// promises
// why: hangs where it should fail
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
        var turnstile = turnstiles.withPlaces(2);
        var inside = new CountDownLatch(2);
        var gate = new CountDownLatch(1);
        Callable<String> stay =
                () -> {
                    inside.countDown();
                    gate.await();
                    return "ticket";
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> turnstile.enter(stay));
            executor.submit(() -> turnstile.enter(stay));
            boolean full = inside.await(10, TimeUnit.SECONDS);
            boolean turnedAway = turnstile.enter(() -> "ticket").isEmpty();
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
